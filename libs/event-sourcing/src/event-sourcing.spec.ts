import { describe, expect, it } from '@jest/globals';
import { type Decider, type DomainEvent, eventStream, fold, Rejection, streamId, unchanged, upcast, upcastersOf } from './index.ts';

const sum: Decider<never, { type: 'Added'; data: { n: number } }, number> = {
  stream: 'sum', initial: 10, decide: () => [], evolve: (state, event) => state + event.data.n,
};

describe('fold', () => {
  it('goes through the events from the initial state, or from a given one', () => {
    const events = [1, 2, 3].map((n) => ({ type: 'Added' as const, data: { n } }));
    expect(fold(sum, events)).toBe(16);
    expect(fold(sum, events, 0)).toBe(6);
    expect(fold(sum, [])).toBe(10);
  });
});

describe('upcast', () => {
  const upcasters = { Added: { 1: (data: object) => ({ ...data, two: true }), 2: (data: object) => ({ ...data, three: true }) } };

  it('goes step by step to the newest version', () => {
    expect(upcast({ type: 'Added', data: { n: 1 } }, upcasters)).toEqual({ type: 'Added', data: { n: 1, two: true, three: true }, schemaVersion: 3 });
    expect(upcast({ type: 'Added', schemaVersion: 2, data: { n: 1 } }, upcasters)).toEqual({ type: 'Added', data: { n: 1, three: true }, schemaVersion: 3 });
  });

  it('leaves newest and other events as they are', () => {
    for (const event of [{ type: 'Added', schemaVersion: 3, data: {} }, { type: 'Other', data: {} }]) expect(upcast(event, upcasters)).toBe(event);
  });

  it('counts a step that changes nothing but the version', () => {
    expect(upcast({ type: 'Kept', data: {} }, { Kept: { 1: (data: object) => data } })).toMatchObject({ schemaVersion: 2 });
  });
});

describe('a decider whose events have grown', () => {
  interface Length { readonly type: 'Measured'; readonly schemaVersion: 3; readonly data: { readonly millimetres: number; readonly by: string } }
  const length: Decider<never, Length, number> = {
    stream: 'length', initial: 0, decide: () => [], evolve: (before, event) => before + event.data.millimetres,
    upcasters: { Measured: { 1: (data) => ({ ...data, by: 'unknown' }), 2: ({ centimetres, ...rest }: { centimetres?: number }) => ({ ...rest, millimetres: (centimetres ?? 0) * 10 }) } },
  };
  const stored: DomainEvent[] = [
    { type: 'Measured', data: { centimetres: 1 } }, { type: 'Measured', schemaVersion: 2, data: { centimetres: 2, by: 'town1' } }, { type: 'Measured', schemaVersion: 3, data: { millimetres: 5, by: 'town2' } },
  ];

  it('folds every stored version as the newest', () => {
    const raised = stored.map((event) => upcast(event, length.upcasters));
    expect(raised.map(({ schemaVersion, data }) => [schemaVersion, data])).toEqual([[3, { millimetres: 10, by: 'unknown' }], [3, { millimetres: 20, by: 'town1' }], [3, { millimetres: 5, by: 'town2' }]]);
    expect(fold(length, raised as Length[])).toBe(35);
  });

  it('gives its steps to whoever reads the whole log; two may not raise the same type', () => {
    const other: Decider<never, { type: 'Weighed'; data: object }, number> = { stream: 'weight', initial: 0, decide: () => [], evolve: (before) => before, upcasters: { Weighed: { 1: unchanged } } };
    expect(upcastersOf(length, other, sum)).toEqual({ ...length.upcasters, ...other.upcasters });
    expect(upcast({ type: 'Weighed', data: { kilograms: 3 } }, upcastersOf(length, other))).toEqual({ type: 'Weighed', data: { kilograms: 3 }, schemaVersion: 2 });
    expect(() => upcastersOf(length, { ...other, upcasters: { Measured: { 1: unchanged } } })).toThrow('events Measured of the stream weight are raised by another decider too');
  });
});

it('facts of a stream that nobody decides on are given back as they are', () => {
  const settled = eventStream<{ type: 'Settled'; data: { id: string } }>('letter');
  expect([settled.stream, settled.fact({ type: 'Settled', data: { id: '1' } })]).toEqual(['letter', { type: 'Settled', data: { id: '1' } }]);
});

describe('Rejection', () => {
  it('carries what the answer needs', () => {
    const errors = [{ field: 'name', code: 'missing', detail: 'is missing' }];
    expect(new Rejection('invalid', 'not valid', { status: 400, errors, params: { limit: 3 } })).toMatchObject({ name: 'Rejection', message: 'not valid', code: 'invalid', status: 400, errors, params: { limit: 3 } });
    expect(new Rejection('taken', 'is taken')).toMatchObject({ status: 409 });
  });
});

it('a stream id is the kind and the id', () => {
  expect(streamId('household', '1')).toBe('household-1');
});
