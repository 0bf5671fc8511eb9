import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { outdated } from '../generate.mjs';
import { eventTypes, readEvent, topicOf, validateEvent, versionsOf } from './index.ts';
import { anyObject, canonical, places, requiredFields, set, without, type Json, type Place } from '../test/places.ts';

const folder = new URL('../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const json = (path: string): Json => anyObject(JSON.parse(text(path)));
const fileOf = (type: string, version: number, kind: '' | '.example') => `${type.split('.')[1]}/${type.split('.')[2]}.v${version}${kind}.json`;

const events = eventTypes.flatMap((type) => versionsOf(type).map((version) => ({ type, version, name: `${type} version ${version}` })));
const services = ['registry', 'eligibility', 'hiavs', 'casework', 'payments'];
const examples = services.flatMap((service) => readdirSync(new URL(service, folder)).filter((file) => file.endsWith('.example.json')).map((file) => `${service}/${file}`));
const show = ([...path]: Place) => path.join('.');

describe.each(events)('$name', ({ type, version }) => {
  const schema = json(fileOf(type, version, ''));
  const example = json(fileOf(type, version, '.example'));
  const common = json('common.json');
  const ruleSet = json('eligibility/rule-set.v1.json');
  const resolve = (ref: string, from: Json): { shape: Json; root: Json } => {
    if (ref.startsWith('rule-set')) return { shape: ruleSet, root: ruleSet };
    const root = ref.startsWith('#') ? from : common;
    return { shape: anyObject(anyObject(root['$defs'])[ref.split('/').at(-1) ?? '']), root };
  };
  const required = requiredFields(schema, example, resolve);

  it('says what it means', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(String(schema['title']).replace(/ ./g, (letter) => letter.trim().toUpperCase())).toBe(type.split('.')[2]);
    expect(String(schema['description']).length).toBeGreaterThan(20);
  });

  it('accepts its example, strictly and as a reader', () => {
    expect(validateEvent(type, version, example)).toEqual([]);
    expect(readEvent(type, version, example)).toEqual([]);
  });

  it('refuses an unknown field in any of its objects when producing, leaves it alone when reading', () => {
    for (const place of places(schema, example, resolve)) {
      const grown = set(example, [...place, 'unheardOf'], 1);
      expect(validateEvent(type, version, grown)).toContain(`${show(place) || '(event)'}: must NOT have additional properties (unheardOf)`);
      expect(readEvent(type, version, grown)).toEqual([]);
    }
  });

  it('needs every required field, strictly and as a reader', () => {
    expect(required.length).toBeGreaterThan(2);
    for (const place of required) {
      const lacking = without(example, place);
      const said = new RegExp(`must have required property '${place.at(-1)}'`);
      expect(validateEvent(type, version, lacking)).toContainEqual(expect.stringMatching(said));
      expect(readEvent(type, version, lacking)).toContainEqual(expect.stringMatching(said));
    }
  });

  it('names the place of a wrong value and never the value', () => {
    const secret = { secret: 'not to be repeated' };
    const problemsOf = (place: Place) => validateEvent(type, version, set(example, place, secret));
    for (const place of required) expect(problemsOf(place).join('\n')).not.toContain(secret.secret);
    const open = new Set(['inputs', 'eligibility', 'answers']);
    for (const place of required.filter((one) => !open.has(one.at(-1) ?? ''))) {
      expect(problemsOf(place)).toContainEqual(expect.stringContaining(show(place)));
    }
  });
});

describe('the published language', () => {
  it('has an example for every schema and a schema for every example', () => {
    const schemas = services.flatMap((service) => readdirSync(new URL(service, folder)).filter((file) => /\.v\d+\.json$/.test(file)).map((file) => `${service}/${file}`));
    expect(examples.map((file) => file.replace('.example', ''))).toEqual(schemas);
    expect(schemas.filter((file) => /\/[A-Z]/.test(file)).length).toBe(events.length);
  });

  it('has no identity number and no telephone number in an example', () => {
    for (const file of examples) expect(text(file)).not.toMatch(/\d{17}[\dXx]|(?<![\da-f-])1[3-9]\d{9}(?![\da-f])/);
  });

  it('has hand-written schemas and generated files that agree', async () => {
    expect((await outdated()).map(([path]) => path)).toEqual([]);
  });

  it('lets every event be heard by somebody, in one row', () => {
    const rows: { events: string[] }[] = JSON.parse(text('consumers.json'));
    expect(rows.flatMap((row) => row.events).toSorted()).toEqual(eventTypes.map((type) => type.replace('hearth.', '')).toSorted());
  });

  it('explains every header of the envelope in the README', () => {
    for (const header of Object.keys(anyObject(json('cloudevents.json')['properties']))) expect(text('README.md')).toContain(`\`${header}\``);
  });

  it('knows its topics, and nothing of strangers', () => {
    expect(topicOf('hearth.registry.IncomeRecorded')).toBe('hearth.registry.v1');
    expect(versionsOf('hearth.registry.Unheard')).toEqual([]);
    expect(versionsOf('toString')).toEqual([]);
    expect(validateEvent('hearth.registry.IncomeRecorded', 99, {})).toEqual(['(event): hearth.registry.IncomeRecorded has no version 99']);
    expect(readEvent('hearth.registry.Unheard', 1, {})).toEqual(['(event): hearth.registry.Unheard has no version 1']);
  });

  it('carries the hash of the rule set it carries', () => {
    const example = json('eligibility/RuleSetInForce.v1.example.json');
    expect(example['document']).toEqual(json('eligibility/rule-set.v1.example.json'));
    expect(example['contentHash']).toBe(createHash('sha256').update(canonical(example['document'])).digest('hex'));
  });
});
