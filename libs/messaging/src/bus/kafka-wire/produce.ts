import { crc32c } from './crc32c.ts';
import { varintSize, writeVarint } from './varint.ts';

type Bytes = Buffer | string | null | undefined;

/** A message as kafkajs holds it when it is sent. */
export interface WireMessage { readonly key?: Bytes; readonly value: Bytes; readonly headers?: Readonly<Record<string, unknown>>; readonly timestamp?: unknown }

export interface WirePartition { readonly partition: number; readonly firstSequence?: number; readonly messages: readonly WireMessage[] }

/** What kafkajs would have its own encoder write. */
export interface ProduceRequest {
  readonly acks: number;
  readonly timeout: number;
  readonly compression?: number;
  readonly transactionalId?: string | null;
  readonly producerId?: { toString(): string };
  readonly producerEpoch?: number;
  readonly topicData: readonly { readonly topic: string; readonly partitions: readonly WirePartition[] }[];
}

/** Whether this is all that Hearth sends: no compression, no transaction, no time of the sender's, one value a header. */
export function isPlain({ compression = 0, transactionalId = null, topicData }: ProduceRequest): boolean {
  return compression === 0 && transactionalId === null && topicData.every(({ partitions }) => partitions.every(({ messages }) => messages.every(isPlainMessage)));
}

const isPlainMessage = ({ timestamp, headers = {} }: WireMessage): boolean => (timestamp === undefined || timestamp === null) && Object.values(headers).every((value) => typeof value === 'string' || Buffer.isBuffer(value));

const [BATCH_HEAD, BATCH_TO_CRC, MAGIC] = [61, 21, 2];

interface Sized { readonly message: WireMessage; readonly headers: readonly [name: Buffer, value: Buffer | string, length: number][]; readonly body: number }

/** Body of a Produce request, versions 3 to 7, in one buffer made once: kafkajs makes a buffer for every header and copies each several times. */
export function encodeProduce({ acks, timeout, producerId, producerEpoch = 0, topicData }: ProduceRequest, now: number): Buffer {
  const topics = topicData.map(({ topic, partitions }) => ({ topic: Buffer.from(topic), partitions: partitions.map((partition) => ({ ...partition, ...sizedOf(partition.messages) })) }));
  const size = 12 + topics.reduce((sum, { topic, partitions }) => sum + 2 + topic.length + 4 + partitions.reduce((bytes, { records }) => bytes + 8 + BATCH_HEAD + records, 0), 0);
  const into = Buffer.allocUnsafe(size);
  into.writeInt16BE(-1, 0);
  into.writeInt16BE(acks, 2);
  into.writeInt32BE(timeout, 4);
  let at = into.writeInt32BE(topics.length, 8);
  for (const { topic, partitions } of topics) {
    at = into.writeInt16BE(topic.length, at);
    at += topic.copy(into, at);
    at = into.writeInt32BE(partitions.length, at);
    for (const { partition, firstSequence = 0, sized, records } of partitions) {
      at = into.writeInt32BE(partition, at);
      at = into.writeInt32BE(BATCH_HEAD + records, at);
      at = writeBatch(into, at, { sized, records, firstSequence, producerEpoch, producerId: BigInt(producerId?.toString() ?? '-1'), now: BigInt(now) });
    }
  }
  return into;
}

function sizedOf(messages: readonly WireMessage[]): { sized: readonly Sized[]; records: number } {
  let records = 0;
  const sized = messages.map((message, index): Sized => {
    const headers = Object.entries(message.headers ?? {}).map(([name, value]): Sized['headers'][number] => {
      const text = value as Buffer | string;
      return [nameBytes(name), text, Buffer.byteLength(text)];
    });
    const ofHeaders = headers.reduce((sum, [name, , length]) => sum + name.length + varintSize(length) + length, varintSize(headers.length));
    const body = 2 + varintSize(index) + bytesSize(message.key) + bytesSize(message.value) + ofHeaders;
    records += varintSize(body) + body;
    return { message, headers, body };
  });
  return { sized, records };
}

interface BatchParts { readonly sized: readonly Sized[]; readonly records: number; readonly firstSequence: number; readonly producerEpoch: number; readonly producerId: bigint; readonly now: bigint }

function writeBatch(into: Buffer, from: number, { sized, records, firstSequence, producerEpoch, producerId, now }: BatchParts): number {
  const crcAt = from + BATCH_TO_CRC - 4, end = from + BATCH_HEAD + records;
  let at = into.writeBigInt64BE(0n, from);
  at = into.writeInt32BE(BATCH_HEAD - 12 + records, at);
  at = into.writeInt32BE(0, at); // leader epoch
  into.writeInt8(MAGIC, at);
  at = into.writeInt16BE(0, crcAt + 4); // attributes
  at = into.writeInt32BE(sized.length - 1, at);
  at = into.writeBigInt64BE(now, at);
  at = into.writeBigInt64BE(now, at);
  at = into.writeBigInt64BE(producerId, at);
  at = into.writeInt16BE(producerEpoch, at);
  at = into.writeInt32BE(firstSequence, at);
  at = into.writeInt32BE(sized.length, at);
  for (const [index, record] of sized.entries()) at = writeRecord(into, at, index, record);
  into.writeUInt32BE(crc32c(into, crcAt + 4, end), crcAt);
  return end;
}

function writeRecord(into: Buffer, from: number, index: number, { message, headers, body }: Sized): number {
  let at = writeVarint(into, from, body);
  into[at] = 0; // attributes
  into[at + 1] = 0; // time after the batch's
  at = writeVarint(into, at + 2, index);
  at = writeBytes(into, at, message.key);
  at = writeBytes(into, at, message.value);
  at = writeVarint(into, at, headers.length);
  for (const [name, value, length] of headers) {
    at += name.copy(into, at);
    at = writeVarint(into, at, length);
    at += write(into, at, value, length);
  }
  return at;
}

function bytesSize(bytes: Bytes): number {
  const length = bytes === null || bytes === undefined ? 0 : Buffer.byteLength(bytes);
  return varintSize(length) + length;
}

function writeBytes(into: Buffer, from: number, bytes: Bytes): number {
  if (bytes === null || bytes === undefined) return writeVarint(into, from, -1);
  const length = Buffer.byteLength(bytes);
  const at = writeVarint(into, from, length);
  return at + write(into, at, bytes, length);
}

/** Text of as many bytes as characters is plain ASCII, which is written faster. */
const write = (into: Buffer, at: number, bytes: Buffer | string, length: number): number =>
  (typeof bytes === 'string' ? into.write(bytes, at, length, length === bytes.length ? 'latin1' : 'utf8') : bytes.copy(into, at));

const [names, MOST_NAMES] = [new Map<string, Buffer>(), 256];

/** A header's name with its length; there are few of them. */
function nameBytes(name: string): Buffer {
  const known = names.get(name);
  if (known) return known;
  const text = Buffer.from(name), bytes = Buffer.concat([Buffer.alloc(varintSize(text.length)), text]);
  writeVarint(bytes, 0, text.length);
  if (names.size < MOST_NAMES) names.set(name, bytes);
  return bytes;
}
