import type { PersonRegistered } from '@hearth/contracts';
import type { DomainEvent, RecordedEvent } from '@hearth/event-sourcing';

/** A family as the events of the registry know it, for suites that need no database. */
const id = (last: string): string => `7c9d1c9e-58a4-4f0e-9d57-${last.padStart(12, '0')}`;

export const HOUSEHOLD = id('a0'), HEAD = id('b1'), WIFE = id('b2'), CHILD = id('b3'), SON_AWAY = id('b4'), STRANGER = id('b9'), RECORD = id('c1'), AUTHORISATION = id('d1'), ENROLMENT = id('e1'), APPROVAL = id('f1'), REFERRAL = id('f2');
export const VILLAGE = '341524100001', TODAY = '2026-11-22', JOINED = '2026-11-01';
export const cny = (minor: number): { readonly minor: number; readonly currency: 'CNY' } => ({ minor, currency: 'CNY' });

const SEALED = 'eyJhbGciOiJkaXIifQ..bm8taXY.bm8tdGV4dA.bm8tdGFn';

/** Sealed as in a log; what is in it opens for nobody. */
export const person = (who: string, birthDate = '1974-03-02', over: Partial<PersonRegistered> = {}): PersonRegistered => ({
  person: who, household: HOUSEHOLD, name: SEALED, idNumber: SEALED, idKind: 'cn-resident-id', idToken: `t1:${who}`, birthDate, sex: 'male', hukouArea: '341524', hukouKind: 'agricultural', disability: null, phone: null,
  workCapacity: 'able', student: false, ...over,
});

let position = 0;

/** An event as it would stand in the log. */
export function recorded<E extends DomainEvent>(event: E, over: Partial<Omit<RecordedEvent<E>, 'type' | 'data' | 'metadata'>> & { household?: string | null; area?: string | null } = {}): RecordedEvent<E> {
  position += 1;
  const { household = HOUSEHOLD, area = VILLAGE, ...rest } = over;
  return {
    id: id(`1${position}`), stream: `household-${HOUSEHOLD}`, version: position, position, type: event.type, schemaVersion: 1, data: event.data, effectiveOn: event.effectiveOn ?? TODAY, recordedAt: '2026-11-22T02:00:00.000Z',
    metadata: { actor: { sub: 'town1', role: 'town', area: '341524100' }, household, area, key: household ?? 'k', causationId: null, correlationId: id('99'), traceparent: null, basis: [] }, ...rest,
  };
}
