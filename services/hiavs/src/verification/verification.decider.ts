import type { Source, VerificationItem } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';
import { keep, retryRule, settleRule, type Standing, waiveRule } from './guards.ts';
import { refuse } from './reasons.ts';
import { inquiriesOf, reportIfDue, reportSettlements } from './reporting.ts';
import type { OpenVerification, Permission, RecordResults, SettleItem, VerificationCommand, WaiveSource } from './verification.commands.ts';
import { endsCase, evolve, type Inquiry, unopened, type VerificationEvent, type VerificationState } from './verification.ts';

/** One verification: who is asked about whom under which authorisation, what was answered, what an officer made of it. */
export const verificationDecider: Decider<VerificationCommand, VerificationEvent, VerificationState> = {
  stream: 'verification', initial: unopened, evolve,
  decide(command, state) {
    if (command.type === 'OpenVerification') return open(command, state);
    if (!state.opened) return refuse('not-found', { status: 404 });
    switch (command.type) {
      case 'NoteAuthorisation': return authorise(command.permission, command.at, state);
      case 'EndAuthorisation': return withdraw(command, state);
      case 'RecordResults': return record(command, state);
      case 'NoteDeclaration': return state.report && state.report.outcome !== 'consistent' ? reportIfDue(state, command.comparison, command.at) : [];
      case 'SettleItem': return settle(command, state);
      case 'WaiveSource': return waive(command, state);
      case 'AskAgain': return askAgain(command.by, command.at, state);
    }
  },
};

const after = (state: VerificationState, events: readonly VerificationEvent[]): VerificationState => events.reduce(evolve, state);
const allows = (permission: Permission | null, { person, source }: { readonly person: string; readonly source: Source }): boolean =>
  permission !== null && permission.people.includes(person) && permission.sources.includes(source);

/** Every person × source is staged; nobody is asked whom, or where, the signed authorisation does not cover. */
function open({ request, permission, inquiries, items, at }: OpenVerification, state: VerificationState): readonly VerificationEvent[] {
  if (state.opened) return [];
  const { household, application, verification, programme, authorisation, purpose, people, sources } = request;
  const staged = inquiries.map((inquiry) => ({ ...inquiry, authorisation: permission && allows(permission, inquiry) ? permission.authorisation : null }));
  const opened: VerificationEvent = { type: 'VerificationOpened', data: { household, application, verification, programme, authorisation, purpose, requestedAt: request.at, people, sources, inquiries: staged, items } };
  return [opened, ...reportIfDue(after(state, [opened]), { declared: [], tolerance: 0 }, at)];
}

/** A signature that came later: who is covered now is asked now, unless the case is over or the county does not wait for the source. */
function authorise(permission: Permission, at: string, state: VerificationState): readonly VerificationEvent[] {
  if (state.over || !state.opened) return [];
  const inquiries = inquiriesOf(state).filter((inquiry) => inquiry.state === 'not-authorised' && !state.waivers[inquiry.source] && allows(permission, inquiry));
  if (inquiries.length === 0) return [];
  const staged = inquiries.map(({ inquiry, person, source }) => ({ inquiry, person, source }));
  return [{ type: 'InquiriesAuthorised', data: { authorisation: permission.authorisation, purpose: state.opened.purpose, inquiries: staged, at } }];
}

/** Nothing more is asked under an authorisation that has ended. */
function withdraw({ authorisation, reason, comparison, at }: Extract<VerificationCommand, { type: 'EndAuthorisation' }>, state: VerificationState): readonly VerificationEvent[] {
  const inquiries = inquiriesOf(state).filter((inquiry) => isAwaited(inquiry) && inquiry.authorisation === authorisation).map((inquiry) => inquiry.inquiry);
  const ends = endsCase(reason) && !state.over && standingOf(state).unanswered.length > 0;
  if (inquiries.length === 0 && !ends) return [];
  const withdrawn: VerificationEvent = { type: 'InquiriesWithdrawn', data: { authorisation, reason, inquiries, at } };
  return [withdrawn, ...reportIfDue(after(state, [withdrawn]), comparison, at)];
}

/** What departments said, and which of them are not waited for any longer. An answer to what is answered or withdrawn is no fact. */
function record({ answers, late, comparison, at }: RecordResults, state: VerificationState): readonly VerificationEvent[] {
  const events = [
    ...answers.flatMap((answer, i): VerificationEvent[] => {
      const inquiry = answers.findIndex((other) => other.inquiry === answer.inquiry) === i ? awaited(state, answer.inquiry) : null;
      return inquiry ? [{ type: 'InquiryAnswered', data: { ...about(state, inquiry), ...answer, outcome: answer.items.length > 0 ? 'record' : 'no-record' } }] : [];
    }),
    ...late.flatMap((one): VerificationEvent[] => {
      const inquiry = state.inquiries[one.inquiry];
      // What was late before is said again only when it will never come.
      const isNews = inquiry?.state === 'waiting' || (inquiry?.state === 'late' && one.nextTryAt === null);
      if (inquiry === undefined || !isNews || answers.some((answer) => answer.inquiry === one.inquiry)) return [];
      return [{ type: 'InquiryFailed', data: { ...one, person: inquiry.person, source: inquiry.source, at } }];
    }),
  ];
  return events.length === 0 ? [] : [...events, ...reportIfDue(after(state, events), comparison, at)];
}

interface Awaited extends Inquiry { readonly authorisation: string }
const isAwaited = (inquiry: Inquiry | undefined): inquiry is Awaited => (inquiry?.state === 'waiting' || inquiry?.state === 'late') && inquiry.authorisation !== null;

function awaited(state: VerificationState, id: string): Awaited | null {
  const inquiry = state.inquiries[id];
  return isAwaited(inquiry) ? inquiry : null;
}

const about = ({ opened }: VerificationState, { person, source, authorisation }: Awaited): { household: string; verification: string; person: string; source: Source; authorisation: string; purpose: string } =>
  ({ household: opened?.household ?? '', verification: opened?.verification ?? '', purpose: opened?.purpose ?? '', person, source, authorisation });

export function standingOf(state: VerificationState): Standing {
  const unanswered = inquiriesOf(state).flatMap(({ source, state: stands }) => (stands === 'answered' ? [] : [{ source, state: stands }]));
  return { report: state.report, unanswered };
}

/** A discrepancy never rejects by itself: an officer says which figure counts, and why. */
function settle(command: SettleItem, state: VerificationState): readonly VerificationEvent[] {
  keep(settleRule, standingOf(state));
  const item = state.report?.items.find((one) => one.item === command.item) ?? refuse('item-unknown', { status: 404 });
  if (item.status === 'consistent') refuse('nothing-to-settle');
  const { decision, reason, by, at } = command;
  const settled: VerificationEvent = { type: 'ItemSettled', data: { item: item.item, decision, reason, by, at, found: item.found, foundCount: item.foundCount, ...counting(item, command) } };
  return [settled, ...reportSettlements(after(state, [settled]), at)];
}

/** What counts by the officer's word. What the family did not declare, it declared as nothing. */
function counting(item: VerificationItem, { decision, value, count }: SettleItem): Pick<VerificationItem, 'counts' | 'countsCount'> {
  if (decision !== 'other' && (value !== null || count !== null)) refuse('value-not-needed', { status: 422, field: value === null ? 'count' : 'value' });
  if (decision === 'found') return { counts: item.found, countsCount: item.foundCount };
  if (decision === 'declared') return { counts: item.declared ?? (item.found && { ...item.found, minor: 0 }), countsCount: item.declaredCount ?? (item.foundCount === null ? null : 0) };
  // Items that are valued need an amount, items that are only counted a number.
  const valued = item.kind !== 'vehicle' && (item.found ?? item.declared) !== null;
  if (valued ? value === null : count === null) refuse('value-needed', { status: 422, field: valued ? 'value' : 'count' });
  const currency = (item.found ?? item.declared)?.currency;
  if (value !== null && currency !== undefined && value.currency !== currency) refuse('currency', { status: 422, field: 'value' });
  return { counts: value, countsCount: count };
}

function waive({ source, reason, recheckOn, by, today, comparison, at }: WaiveSource, state: VerificationState): readonly VerificationEvent[] {
  if (!state.opened?.sources.includes(source)) refuse('source-not-asked', { status: 422, field: 'source' });
  keep(waiveRule, { ...standingOf(state), unanswered: standingOf(state).unanswered.filter((inquiry) => inquiry.source === source) });
  if (recheckOn <= today) refuse('recheck-not-ahead', { status: 422, field: 'recheckOn' });
  const waived: VerificationEvent = { type: 'SourceWaived', data: { source, reason, recheckOn, by, at } };
  return [waived, ...reportIfDue(after(state, [waived]), comparison, at)];
}

function askAgain(by: string, at: string, state: VerificationState): readonly VerificationEvent[] {
  keep(retryRule, standingOf(state));
  const sources = [...new Set(inquiriesOf(state).filter(isAwaited).map((inquiry) => inquiry.source))];
  return [{ type: 'RetryAsked', data: { sources, by, at } }];
}
