import { describe, expect, it } from '@jest/globals';
import { type Decider, fold, Rejection, streamId, upcast } from './index.ts';

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
