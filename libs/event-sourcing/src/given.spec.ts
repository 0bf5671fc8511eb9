import { describe, expect, it } from '@jest/globals';
import { check, type Decider, given, Rejection } from './index.ts';

type Event = { type: 'Opened'; data: { by: string } } | { type: 'Closed'; data: object; effectiveOn?: string };
type Command = { type: 'Open'; by: string } | { type: 'Close'; on?: string } | { type: 'Break' };

const door: Decider<Command, Event, 'open' | 'shut'> = {
  stream: 'door', initial: 'shut',
  decide(command, state) {
    if (command.type === 'Break') throw new TypeError('a fault of the program');
    if (command.type === 'Open') return [{ type: 'Opened', data: { by: command.by } }];
    if (state === 'shut') throw new Rejection('already-shut', 'the door is shut');
    return [{ type: 'Closed', data: {}, ...(command.on === undefined ? {} : { effectiveOn: command.on }) }];
  },
  evolve: (_state, event) => (event.type === 'Opened' ? 'open' : 'shut'),
};
const opened: Event = { type: 'Opened', data: { by: 'a' } };

describe('given/when/then', () => {
  it('passes when the command made these facts', () => {
    expect(() => given(door, [opened]).when({ type: 'Close' }).then([{ type: 'Closed', data: {} }])).not.toThrow();
    expect(() => check(door).given([]).when({ type: 'Open', by: 'a' }).then([opened])).not.toThrow();
  });

  it('tells where the facts differ', () => {
    expect(() => given(door, []).when({ type: 'Open', by: 'b' }).then([opened])).toThrow('[0].data.by: expected "a", got "b"');
    expect(() => given(door, []).when({ type: 'Open', by: 'a' }).then([])).toThrow('expected no event, got Opened');
    expect(() => given(door, []).when({ type: 'Open', by: 'a' }).then([opened, opened])).toThrow('[1]: expected {"type":"Opened","data":{"by":"a"},"schemaVersion":1}, got nothing');
    expect(() => given(door, [opened]).when({ type: 'Close', on: '2026-01-01' }).then([{ type: 'Closed', data: {} }])).toThrow('[0].effectiveOn: expected nothing, got "2026-01-01"');
  });

  it('passes when the command was rejected with this code', () => {
    const rejection = given(door, []).when({ type: 'Close' }).rejected('already-shut');
    expect(rejection.status).toBe(409);
  });

  it('tells when a rejection came that was not expected, or did not come', () => {
    expect(() => given(door, []).when({ type: 'Close' }).then([])).toThrow('expected no event, but the command was rejected: already-shut (the door is shut)');
    expect(() => given(door, []).when({ type: 'Close' }).rejected('locked')).toThrow('expected the rejection locked, got already-shut');
    expect(() => given(door, []).when({ type: 'Open', by: 'a' }).rejected('locked')).toThrow('expected the rejection locked, but the command made Opened');
  });

  it('lets a fault of the program through', () => {
    expect(() => given(door, []).when({ type: 'Break' })).toThrow(TypeError);
  });
});
