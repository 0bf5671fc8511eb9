import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { workspace } from './fixture.ts';

interface Container {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly profiles?: readonly string[];
  readonly build?: { readonly dockerfile: string };
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}
interface Compose { readonly services: Readonly<Record<string, Container>>; readonly volumes: Readonly<Record<string, null>> }

const read = (path: string): string => readFileSync(join(workspace, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const containers = Object.values(compose.services);
const ourOwn = Object.entries(compose.services).filter(([, { image }]) => image === 'hearth');

describe('docker-compose.yml', () => {
  const anyText = true; // formats of the schema's own, such as durations, are not checked by it
  const valid = new Ajv2020({ strict: false, allErrors: true, formats: { duration: anyText, ports: anyText, expose: anyText, subnet_ip_address: anyText } })
    .compile(JSON.parse(read('tools/rules/compose-spec/compose-spec.json')) as object);

  it('is valid by the Compose Specification', () => {
    valid(compose);
    expect(valid.errors ?? []).toEqual([]);
  });

  it.each([
    ['an unknown word', { ...compose, services: { ...compose.services, registry: { ...compose.services['registry'], comand: [] } } }],
    ['a condition there is none of', { ...compose, services: { registry: { image: 'hearth', depends_on: { postgres: { condition: 'ready' } } } } }],
  ])('would be refused for %s', (_, broken) => {
    expect(valid(broken)).toBe(false);
  });

  it('has a container for every service that can run alone, started from what is built', () => {
    const alone = readdirSync(join(workspace, 'services')).filter((name) => existsSync(join(workspace, 'services', name, 'src/main.ts'))).map((name) => `services/${name}/dist/main.js`);
    const programs = ourOwn.map(([, { command }]) => /\S+\.js$/.exec(command?.join(' ') ?? '')?.[0] ?? '');
    expect(programs).toEqual(expect.arrayContaining(alone));
    for (const program of programs) expect([program, existsSync(join(workspace, program.replace('/dist/', '/src/').replace(/js$/, 'ts')))]).toEqual([program, true]);
  });

  it('names only containers, volumes and files that are there', () => {
    for (const { depends_on: waitsFor = {}, volumes = [] } of containers) {
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(waitsFor)));
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(volumes.map((volume) => volume.split(':')[0])));
    }
    const recipes = containers.flatMap(({ build }) => (build ? [build.dockerfile] : []));
    expect(recipes.filter((path) => !existsSync(join(workspace, path)))).toEqual([]);
  });

  it('keeps sample sign-in and simulated departments to the profile for development', () => {
    expect(ourOwn.filter(([, { profiles }]) => profiles?.includes('development')).map(([name]) => name)).toEqual(['identity', 'departments']);
  });
});

describe('the Dockerfile', () => {
  it('installs with every package of the workspace, the lock’s count', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { link?: boolean; resolved?: string }> };
    const own = Object.values(packages).filter(({ link }) => link === true).map(({ resolved = '' }) => resolved);
    const copied = [...read('deploy/docker/Dockerfile').matchAll(/^COPY (\w\S*?)(?:\/package\.json)? \1\/?$/gm)].map(([, folder = '']) => folder);
    expect(copied.toSorted()).toEqual(own.toSorted());
  });
});
