import type { VerificationItem, VerificationReported, Waiver } from '@hearth/contracts';
import { type Answered, compareAll, type DeclaredFigure } from './assembling.ts';
import type { Inquiry, ItemSettled, VerificationEvent, VerificationOpened, VerificationState } from './verification.ts';

/** The family's own figures and how exactly they are compared. */
export interface Comparison { readonly declared: readonly DeclaredFigure[]; readonly tolerance: number }

/** Inquiries in the order they were staged. */
export const inquiriesOf = (state: VerificationState): readonly Inquiry[] => (state.opened?.inquiries ?? []).flatMap(({ inquiry }) => state.inquiries[inquiry] ?? []);

/** The report, once no answer is waited for any longer; nothing when it would repeat the last one. */
export function reportIfDue(state: VerificationState, comparison: Comparison, at: string): VerificationEvent[] {
  if (!state.opened || inquiriesOf(state).some((inquiry) => inquiry.state === 'waiting')) return [];
  return report(state, state.opened, assemble(state, state.opened, comparison), at);
}

/** The items of the last report with the settlements made since. */
export function reportSettlements(state: VerificationState, at: string): VerificationEvent[] {
  const { opened, report: last } = state;
  return opened && last ? report(state, opened, last.items.map((item) => settled(item, state.settlements[item.item])), at) : [];
}

function report(state: VerificationState, opened: VerificationOpened, items: readonly VerificationItem[], at: string): VerificationEvent[] {
  const inquiries = inquiriesOf(state);
  const unanswered = inquiries.filter((inquiry) => inquiry.state !== 'answered');
  // A waiver is listed for as long as it stands for something.
  const waived = Object.values(state.waivers).filter((waiver): waiver is Waiver => unanswered.some((inquiry) => inquiry.source === waiver.source));
  const missing = unanswered.filter((inquiry) => !state.waivers[inquiry.source]).map(({ person, source, since }) => ({ person, source, since }));
  const { household, verification, application, requestedAt } = opened;
  const data: VerificationReported = {
    household, verification, application, round: (state.report?.round ?? 0) + 1, requestedAt, reportedAt: at,
    outcome: missing.length > 0 ? 'incomplete' : items.some((item) => item.status === 'open') ? 'discrepant' : 'consistent',
    items, missing, waived, answered: inquiries.length - unanswered.length, asked: inquiries.filter((inquiry) => inquiry.authorisation !== null).length,
  };
  return state.report && same({ ...data, round: 0, reportedAt: '' }, { ...state.report, round: 0, reportedAt: '' }) ? [] : [{ type: 'VerificationReported', data }];
}

function assemble(state: VerificationState, opened: VerificationOpened, { declared, tolerance }: Comparison): VerificationItem[] {
  const answers: Answered[] = inquiriesOf(state).filter((inquiry) => inquiry.state === 'answered');
  const ids = new Map(opened.items.map(({ item, person, kind }) => [`${person} ${kind}`, item]));
  return compareAll(opened.people, answers, declared, tolerance).flatMap((compared): VerificationItem[] => {
    const item = ids.get(`${compared.person} ${compared.kind}`);
    return item === undefined ? [] : [settled({ item, ...compared, settlement: null }, state.settlements[item])];
  });
}

/** An item stays settled while the same is found; a new finding is open again. */
function settled(item: VerificationItem, by: ItemSettled | undefined): VerificationItem {
  if (!by || item.status === 'consistent' || !same(item.found, by.found) || item.foundCount !== by.foundCount) return item;
  return { ...item, counts: by.counts, countsCount: by.countsCount, status: 'settled', settlement: { decision: by.decision, by: by.by, reason: by.reason, at: by.at } };
}

/** Equal by value: a stored report comes back with its fields in another order. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}
