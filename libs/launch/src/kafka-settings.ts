import { randomUUID } from 'node:crypto';

export interface KafkaPlace {
  port: number;
  controllerPort: number;
  /** Where the broker listens: inside a container that is every interface of the container. */
  host: '127.0.0.1' | '0.0.0.0';
  logDir: string;
}

/** One node that is broker and controller. The quorum is static, so that a restart may take other ports. */
export const kafkaSettings = ({ port, controllerPort, host, logDir }: KafkaPlace): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  listeners: `PLAINTEXT://${host}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'log.dirs': logDir,
  'num.partitions': '6',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  'auto.create.topics.enable': 'false',
  // After a kill the controller, which is the same process, would wait nine seconds for its broker's old session to end.
  'broker.session.timeout.ms': '2000',
  'broker.heartbeat.interval.ms': '500',
  // What a service has said is never thrown away: late subscribers read it from the beginning.
  'log.retention.ms': '-1',
});

export const asProperties = (settings: Record<string, string>): string => Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join('');

/** The official image reads each setting from a variable of this form. */
export const asVariables = (settings: Record<string, string>): string[] => Object.entries(settings).map(([key, value]) => `KAFKA_${key.toUpperCase().replaceAll('.', '_')}=${value}`);

/** Kafka writes a cluster id as 16 bytes in base64url; one that begins with a dash reads like an option. */
export function newClusterId(): string {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

/** Warnings only, on the standard output, which goes to a file beside the data. */
export const logSettings = [
  'status=error', 'appenders=console', 'appender.console.type=Console', 'appender.console.name=console',
  'appender.console.layout.type=PatternLayout', 'appender.console.layout.pattern=%d %p %c: %m%n',
  'rootLogger.level=warn', 'rootLogger.appenderRefs=console', 'rootLogger.appenderRef.console.ref=console', '',
].join('\n');
