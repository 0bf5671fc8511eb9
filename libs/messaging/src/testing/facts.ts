import { randomUUID } from 'node:crypto';
import type { Fact } from '../fact.ts';

/** A valid fact of an invented service; `from` names the producer. */
export function factOf(from: string, changes: Partial<Fact> = {}): Fact {
  const subject = changes.subject === undefined ? randomUUID() : changes.subject;
  const id = changes.id ?? randomUUID();
  return {
    id, type: `hearth.${from}.Counted`, dataversion: 1, source: `/hearth/test/${from}`, time: '2026-11-22T08:00:00.000Z', subject, key: subject ?? id,
    stream: `thing-${subject ?? id}`, streamversion: 1, effectiveon: '2026-11-22', area: '341524100001', actor: { sub: 'village1', role: 'village', area: '341524100001' },
    correlationid: randomUUID(), causationid: null, traceparent: null, basis: [], logepoch: 1, data: { n: 1 }, ...changes,
  };
}

/** `count` facts of one household, numbered in `data.n` and in their stream. */
export function story(from: string, count: number, changes: Partial<Fact> = {}): readonly Fact[] {
  const subject = randomUUID();
  return Array.from({ length: count }, (_, at) => factOf(from, { subject, key: subject, stream: `thing-${subject}`, streamversion: at + 1, data: { n: at + 1 }, ...changes }));
}
