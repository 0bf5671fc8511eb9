import { readFileSync } from 'node:fs';
import { fold } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { applicationDecider } from './application.decider.ts';
import type { ApplicationEvent } from './application.events.ts';
import { eventTypes } from './application.ts';
import { lineOf } from '../projections/application.projection.ts';
import { stepsOf } from './steps.ts';

/** A stream as version 1 stored it, never to be changed: whatever the code becomes, it still folds. */
const frozen = JSON.parse(readFileSync(new URL('../testing/history/application.v1.json', import.meta.url), 'utf8')) as readonly ApplicationEvent[];

describe('history', () => {
  it('holds an example of every type of fact', () => { expect([...new Set(frozen.map((event) => event.type))].toSorted()).toEqual(eventTypes.toSorted()); });
  it('still folds', () => {
    const state = fold(applicationDecider, frozen);
    expect(stepsOf(state).filter((step) => step.state === 'done').map((step) => step.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(lineOf(state, frozen.length)).toMatchObject({ status: 'ended', programme: 'dibao', ruleSet: 'dibao-2012', settled: true, flags: ['doubtful'] });
    expect(state).toMatchObject({ decision: { kind: 'approved', granted: true }, benefit: { status: 'ended' }, seq: frozen.length });
  });
});
