import type { IHeaders, KafkaMessage, logCreator, Message } from 'kafkajs';
import type { Log } from '../log.ts';
import type { Delivered, LogRecord } from './bus.ts';

export const toMessage = (record: LogRecord): Message => ({ key: record.key, value: record.value, headers: record.headers });

export const toDelivered = (topic: string, partition: number, message: KafkaMessage): Delivered => ({
  topic, partition, offset: BigInt(message.offset), key: message.key?.toString('utf8') ?? '', value: message.value ?? Buffer.alloc(0), headers: textHeaders(message.headers),
});

/** Kafka allows a header several times; the first counts. */
function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = typeof first === 'string' ? first : first.toString('utf8');
  }
  return texts;
}

/** kafkajs writes to the console on its own, one line for every try; only its words come here, never its fields. What counts is said by the adapter itself. */
export const logThrough = (log: Log): logCreator => () => ({ namespace, label, log: entry }) => {
  log(label === 'ERROR' ? 'info' : 'debug', `kafka: ${entry.message}`, { namespace });
};

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
