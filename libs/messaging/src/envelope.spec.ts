import { describe, expect, it } from '@jest/globals';
import { CloudEvent, Kafka } from 'cloudevents';
import fc from 'fast-check';
import type { LogRecord } from './bus/bus.ts';
import { idOf, MalformedFact, toFact, toRecord } from './envelope.ts';
import { type Fact, serviceOf } from './fact.ts';
import { factOf } from './testing/facts.ts';

const full = (): Fact => factOf('registry', {
  causationid: 'd9b2d63d-a233-4123-847a-7090fdd3b16d', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  basis: [{ service: 'casework', id: 'application-1', version: 3 }], data: { annual: { minor: 66_667, currency: 'CNY' } },
});

describe('envelope', () => {
  it('is a CloudEvent of version 1.0 in Kafka binary mode, as the public library reads it', () => {
    const fact = full();
    const { key, value, headers } = toRecord(fact);
    const message = { key, headers: { ...headers }, value: value.toString(), body: value.toString() };
    const event = Kafka.toEvent(message);
    expect(event).toBeInstanceOf(CloudEvent);
    expect((event as CloudEvent<unknown>).validate()).toBe(true);
    expect(event).toMatchObject({
      specversion: '1.0', id: fact.id, type: 'hearth.registry.Counted', source: '/hearth/test/registry', subject: fact.subject, time: fact.time,
      partitionkey: fact.key, dataversion: '1', streamversion: '1', effectiveon: '2026-11-22', logepoch: '1', datacontenttype: 'application/json', data: fact.data,
    });
  });

  it('gives back what was put in', () => {
    for (const fact of [full(), factOf('registry', { subject: null, area: null })]) expect(toFact(toRecord(fact))).toEqual(fact);
  });

  it('leaves out what is not there instead of writing "null"', () => {
    const { headers } = toRecord(factOf('registry', { subject: null, area: null }));
    expect(Object.keys(headers)).toEqual(expect.not.arrayContaining(['ce_subject', 'ce_area', 'ce_causationid', 'ce_basis', 'traceparent']));
  });

  it('keeps any JSON and any text', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ minLength: 1, unit: 'grapheme' }), (data, sub) => {
      const fact = factOf('registry', { data: JSON.parse(JSON.stringify(data)) as object, actor: { sub, role: 'town', area: '341524100' } });
      expect(toFact(toRecord(fact))).toEqual(fact);
    }));
  });

  const wrong: readonly [string, string, string | undefined][] = [
    ['no version of the format', 'ce_specversion', undefined], ['another version of the format', 'ce_specversion', '0.3'], ['no id', 'ce_id', undefined], ['an id that is no UUID', 'ce_id', '42'],
    ['no type', 'ce_type', ''], ['a fraction as version', 'ce_dataversion', '1.5'], ['version 0', 'ce_dataversion', '0'], ['a number beyond safety', 'ce_streamversion', '9'.repeat(20)],
    ['a source of somebody else', 'ce_source', 'https://example.org'], ['a day that is none', 'ce_effectiveon', '2026-02-30'], ['a time that is none', 'ce_time', 'yesterday'],
    ['an actor that is no JSON', 'ce_actor', 'village1'], ['an actor without a role', 'ce_actor', '{"sub":"village1"}'], ['a basis that is no list', 'ce_basis', '{}'], ['a basis without a version', 'ce_basis', '[{"service":"a","id":"b"}]'],
  ];
  it.each(wrong)('refuses %s', (_what, header, value) => {
    const { [header]: _was, ...others } = toRecord(full()).headers;
    const record: LogRecord = { ...toRecord(full()), headers: value === undefined ? others : { ...others, [header]: value } };
    expect(() => toFact(record)).toThrow(MalformedFact);
    expect(() => toFact(record)).toThrow(header);
  });

  it.each(['', '[]', '1', '{"a":', '\u{0}'])('refuses a value that is no JSON object: %j', (text) => {
    expect(() => toFact({ ...toRecord(full()), value: Buffer.from(text) })).toThrow(MalformedFact);
  });

  it('never repeats a value in its complaint', () => {
    const secret = 'Б990101 secret';
    const record = { ...toRecord(full()), headers: { ...toRecord(full()).headers, ce_actor: secret } };
    expect(() => toFact(record)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
  });

  it('still knows the id of a record that is malformed otherwise', () => {
    const { key, value, headers } = toRecord(full());
    expect(idOf({ key, value, headers: { ce_id: headers['ce_id'] ?? '' } })).toBe(headers['ce_id']);
    expect(idOf({ key, value, headers: {} })).toBeNull();
  });

  it('names the service that spoke', () => { expect(serviceOf(full())).toBe('registry'); });
});
