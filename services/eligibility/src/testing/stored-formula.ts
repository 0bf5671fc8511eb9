import { randomUUID } from 'node:crypto';
import { streamId } from '@hearth/event-sourcing';
import { EventStore, NO_STREAM, openPool } from '@hearth/event-store';
import { type Formula, sealed } from '@hearth/targeting';
import type { TestHearth } from '@hearth/testing';
import type { FormulaEvent } from '../formula/formula.ts';
import { formulaDecider } from '../formula/formula.decider.ts';
import { formulaId } from '../formula/register-formula.ts';
import { roomsFormula } from './formulas.ts';

/** A tree of whose splits one leads nowhere: it reckons for those with two rooms or more, and fails on the others. */
export function brokenTree(): Formula {
  const { hash: _, ...rooms } = roomsFormula();
  return sealed({ ...rooms, method: 'gbm', by: 'none', equations: [], trees: [[{ column: 'rooms', below: 2, yes: 9, no: 1, value: 3 }, { column: null, below: 0, yes: -1, no: -1, value: 4 }]] });
}

/** Puts a formula into the log, past the checks that would refuse it today; in a pilot in these areas. */
export async function storedPilot({ databaseUrl, clock }: TestHearth, artefact: Formula, areas: readonly string[]): Promise<string> {
  const pool = openPool({ url: databaseUrl, service: 'eligibility', max: 1 });
  const store = new EventStore({ pool, service: 'eligibility', logEpoch: 1 });
  const { hash, method } = artefact, id = formulaId(hash), now = clock.now();
  const events: readonly FormulaEvent[] = [
    { type: 'FormulaRegistered', data: { name: 'Broken', method, hash, artefact, note: 'stored long ago', study: null, by: 'rules1' } },
    { type: 'FormulaPilotStarted', data: { areas, since: now.toISOString().slice(0, 10), note: 'stored long ago', by: 'rules1' } },
  ];
  await store.append([{ stream: streamId(formulaDecider.stream, id), expected: NO_STREAM, events, household: null, area: null, key: id }],
    { actor: { sub: 'rules1', role: 'rule-author', area: '*' }, now, correlationId: randomUUID(), causationId: null, traceparent: null, basis: [] });
  await pool.end();
  return id;
}
