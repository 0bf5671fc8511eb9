import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { containerArguments, volumeOf } from './kafka-docker.ts';
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
  const args = containerArguments({ port: 19092, controllerPort: 19093 }, 'hearth-kafka-19092', null);
  expect(args.slice(0, 7)).toEqual(['run', '--rm', '--init', '--name', 'hearth-kafka-19092', '-p', '127.0.0.1:19092:19092']);
  expect(args).toContain('KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://127.0.0.1:19092');
  expect(args).toContain('KAFKA_LISTENERS=PLAINTEXT://0.0.0.0:19092,CONTROLLER://127.0.0.1:19093');
});

it('a container keeps its data in a volume that goes with the folder, or not at all', () => {
  const mounts = (volume: string | null): string[] => {
    const args = containerArguments({ port: 1, controllerPort: 2 }, 'n', volume);
    return args.filter((_, n) => args[n - 1] === '-v');
  };
  expect(mounts(null)).toEqual([]);
  expect(mounts('hearth-kafka-a')).toEqual(['hearth-kafka-a:/var/lib/kafka/data']);
  const home = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  const [name, moved] = [volumeOf(home), `${home}-aside`];
  expect(name).toMatch(/^hearth-kafka-[0-9a-f]{12}$/);
  renameSync(home, moved);
  mkdirSync(home);
  expect([volumeOf(moved), volumeOf(moved) === volumeOf(home)]).toEqual([name, false]);
  for (const dir of [home, moved]) rmSync(dir, { recursive: true });
});
