import { kafkaAvailable, startKafka, startPostgres } from '@hearth/launch';
import { kafkaInContainer } from './kafka-container.ts';
import { kmsProblem, startTestKms } from './kms-server.ts';

export { kafkaAvailable, kmsProblem, startPostgres, startTestKms };

/** A real Kafka for the suites: the brokers of KAFKA_BROKERS, else a container, else Java and Maven. */
export async function startTestKafka(): Promise<{ broker: string; stop(): Promise<unknown> }> {
  if (process.env['KAFKA_BROKERS']) return startKafka();
  return (await kafkaInContainer()) ?? startKafka();
}
