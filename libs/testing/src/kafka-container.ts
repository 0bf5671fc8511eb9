import { freePort } from '@hearth/launch';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';

const IMAGE = 'apache/kafka:4.1.1';

/** A single-node Kafka in a container that goes with the test run, or null where no container engine answers. */
export async function kafkaInContainer(): Promise<{ broker: string; stop(): Promise<unknown> } | null> {
  const engine = await getContainerRuntimeClient().then(() => true, () => false);
  if (!engine) return null;
  // The broker tells its clients its address, so the port outside must be known before it starts.
  const port = await freePort();
  const container = await new GenericContainer(IMAGE)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1', KAFKA_PROCESS_ROLES: 'broker,controller', KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093', KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093', KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT', KAFKA_NUM_PARTITIONS: '6', KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1', KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1', KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0', KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { broker: `127.0.0.1:${port}`, stop: () => container.stop() };
}
