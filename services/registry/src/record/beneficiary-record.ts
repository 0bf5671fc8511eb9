import type { Money } from '@hearth/contracts';
import { areaTimeZone, type Day, dayOf, daysBetween } from '@hearth/kernel';
import type { RecordEntry } from './entries.ts';

export type PaymentStatus = 'ordered' | 'sent' | 'settled' | 'returned' | 'collected' | 'reconciled';
export interface ProgrammeLine { readonly programme: string; readonly status: string; readonly from: string; readonly until: string | null; readonly person: string | null; readonly money: Money | null }
export interface PaymentLine { readonly instruction: string; readonly programme: string; readonly period: string; readonly money: Money; readonly status: PaymentStatus; readonly person: string | null; readonly on: string; readonly reason: string | null }
export interface TimelineLine {
  readonly id: string; readonly type: string; readonly effectiveAt: string; readonly recordedAt: string; readonly service: string; readonly actor: string;
  /** Recorded later than the day after it was true. */
  readonly late: boolean;
  readonly about: Readonly<Record<string, unknown>>;
}
export interface BeneficiaryRecord { readonly programmes: readonly ProgrammeLine[]; readonly payments: readonly PaymentLine[]; readonly timeline: readonly TimelineLine[]; readonly later: number }

/** What had been recorded by a time; with a position, when the registry's log had come to it. */
export interface KnownBy { readonly at: Date; readonly position: number | null }
/** What is asked: of the facts that are true by a day, those that were known then. Null = all of them. */
export interface View { readonly effectiveBy: Day | null; readonly knownBy: KnownBy | null }
export const WHOLE: View = { effectiveBy: null, knownBy: null };

/** Everything published about one household, in one view of it: programmes, payments and the time line. Pure. */
export function beneficiaryRecord(entries: readonly RecordEntry[], { effectiveBy, knownBy }: View): BeneficiaryRecord {
  const counted = entries.filter((entry) => (effectiveBy === null || entry.effectiveOn <= effectiveBy) && (knownBy === null || wasKnown(entry, knownBy)));
  // Asked for a day, what is true from a later day counts over what is true from an earlier one, though it was recorded before it.
  const inTurn = effectiveBy === null ? counted : counted.toSorted((a, b) => a.effectiveOn.localeCompare(b.effectiveOn, 'en'));
  return { programmes: programmesOf(inTurn), payments: paymentsOf(inTurn), timeline: counted.map(line), later: entries.length - counted.length };
}

/** Another service's fact that was heard when the log stood at a position came after the fact at that position. */
function wasKnown({ service, position, recordedAt }: RecordEntry, knownBy: KnownBy): boolean {
  if (knownBy.position === null) return recordedAt <= knownBy.at;
  return service === 'registry' ? position <= knownBy.position : position < knownBy.position;
}

function programmesOf(entries: readonly RecordEntry[]): ProgrammeLine[] {
  const lines = new Map<string, ProgrammeLine>();
  for (const { type, data } of entries) {
    const id = String(data['enrolment']);
    if (type === 'hearth.registry.EnrolmentRecorded') {
      lines.set(id, { programme: String(data['programme']), status: String(data['status']), from: String(data['from']), until: null, person: text(data['person']), money: data['money'] as Money | null });
    }
    const before = lines.get(id);
    if (type === 'hearth.registry.EnrolmentEnded' && before) lines.set(id, { ...before, status: 'ended', until: String(data['on']) });
  }
  return [...lines.values()];
}

/** What each payment fact makes of an instruction; a later fact of lower standing does not set it back (topics repeat). */
const STATUS: Readonly<Record<string, PaymentStatus>> = {
  'hearth.payments.InstructionSent': 'sent', 'hearth.payments.PaymentSettled': 'settled', 'hearth.payments.PaymentReturned': 'returned',
  'hearth.payments.PaymentCollected': 'collected', 'hearth.payments.PaymentReconciled': 'reconciled',
};
const STANDING: readonly PaymentStatus[] = ['ordered', 'sent', 'settled', 'returned', 'collected', 'reconciled'];

function paymentsOf(entries: readonly RecordEntry[]): PaymentLine[] {
  const lines = new Map<string, Omit<PaymentLine, 'money'> & { readonly money: Money | null }>();
  for (const { type, data, effectiveOn } of entries) {
    const status = STATUS[type];
    if (!status) continue;
    const instruction = String(data['instruction']);
    const before = lines.get(instruction);
    const newer = before && STANDING.indexOf(status) < STANDING.indexOf(before.status) ? before : { status, on: effectiveOn };
    lines.set(instruction, {
      instruction, programme: String(data['programme']), period: String(data['period']), money: before?.money ?? (data['money'] as Money | undefined) ?? null, status: newer.status, person: before?.person ?? text(data['payee']),
      on: newer.on, reason: before?.reason ?? text(data['reason']),
    });
  }
  return [...lines.values()].flatMap(({ money, ...payment }) => (money ? [{ ...payment, money }] : []));
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Facts a reader of the time line needs beside the type; never names or numbers of people. */
const ABOUT = ['programme', 'application', 'person', 'money', 'period', 'status', 'result', 'outcome', 'stage', 'step', 'opinion', 'proposal', 'decision', 'reason', 'source', 'origin', 'relation', 'final', 'grade', 'missing', 'ruleSet', 'round', 'provisional'] as const;

function line(entry: RecordEntry): TimelineLine {
  const about = Object.fromEntries(ABOUT.filter((key) => entry.data[key] !== undefined && entry.data[key] !== null).map((key) => [key, entry.data[key]]));
  const recordedAt = entry.recordedAt.toISOString();
  return {
    id: entry.id, type: entry.type, effectiveAt: entry.effectiveOn, recordedAt, service: entry.service, actor: entry.actor, about,
    late: daysBetween(entry.effectiveOn, entry.area === null ? dayOf(recordedAt) : dayOf(recordedAt, areaTimeZone(entry.area))) > 1,
  };
}
