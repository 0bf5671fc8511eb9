import { expect, it } from '@jest/globals';
import { containerArguments } from './kafka-docker.ts';
import { asProperties, kafkaSettings, newClusterId } from './kafka-settings.ts';

const place = { port: 19092, controllerPort: 19093, host: '127.0.0.1', logDir: '/data/kafka' } as const;

it('the broker listens on loopback only and keeps what was said for ever', () => {
  const properties = asProperties(kafkaSettings(place)).split('\n');
  expect(properties).toContain('listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093');
  expect(properties).toContain('log.retention.ms=-1');
});

it('a cluster id is 16 bytes and never reads like an option', () => {
  for (let n = 0; n < 500; n += 1) {
    expect(newClusterId()).toMatch(/^[\w][\w-]{21}$/);
  }
});

it('a container publishes its port on loopback and advertises that address', () => {
  const args = containerArguments({ home: '/data/kafka', kept: true, port: 19092, controllerPort: 19093 }, 'hearth-kafka-19092');
  expect(args.slice(0, 7)).toEqual(['run', '--rm', '--init', '--name', 'hearth-kafka-19092', '-p', '127.0.0.1:19092:19092']);
  expect(args).toContain('KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://127.0.0.1:19092');
  expect(args).toContain('KAFKA_LISTENERS=PLAINTEXT://0.0.0.0:19092,CONTROLLER://127.0.0.1:19093');
});

const volume = (home: string, kept: boolean): string | undefined => {
  const args = containerArguments({ home, kept, port: 1, controllerPort: 2 }, 'n');
  return args[args.indexOf('-v') + 1 || args.length];
};

it('a container keeps its data in a volume named after the folder, or not at all', () => {
  expect(volume('/data/a', true)).toMatch(/^hearth-kafka-[0-9a-f]{12}:/);
  expect(volume('/data/a', true)).not.toBe(volume('/data/b', true));
  expect(volume('/data/a', false)).toBeUndefined();
});
