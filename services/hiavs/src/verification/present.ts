import type { Source, VerificationItem } from '@hearth/contracts';
import { clockState, countryOf, dayOf, dueDay, areaTimeZone, HOLIDAY_CALENDARS } from '@hearth/kernel';
import type { KnownFacts } from '@hearth/messaging';
import type { Asking, PersonalData } from '@hearth/service-host';
import type { OpenInquiry } from '../inquiries/open-inquiries.ts';
import { belongingsOf, type Household, personsById } from '../known/registry-facts.ts';
import type { Cell, VerificationRow } from '../projections/verification.projection.ts';
import { type Action, actionsFor } from './actions.ts';
import type { Standing } from './guards.ts';

/** Within three working days of the request the first department is to be asked. */
const START = { limit: 3, unit: 'working-day', bound: 'statutory' } as const;

export interface ShownClock { readonly limit: number; readonly unit: 'working-day'; readonly bound: 'statutory'; readonly due: string; readonly left: number; readonly used: number; readonly state: 'over' | 'soon' | 'fine' | 'done'; readonly provisional: boolean }

export interface ShownCell extends Cell {
  /** How the cell reads: what was compared in it, or why there is nothing to compare. */
  readonly finding: 'consistent' | 'open' | 'settled' | 'record' | 'no-record' | 'waiting' | 'late' | 'not-authorised';
  readonly waived: boolean; readonly itemIds: readonly string[]; readonly nextTryAt: string | null;
}
export interface ShownPerson { readonly person: string; readonly name: string | null; readonly relation: string | null; readonly kind: 'member' | 'supporter' | null; readonly birthDate: string | null; readonly died: string | null; readonly cells: readonly ShownCell[] }
export interface ShownItem extends VerificationItem { readonly difference: VerificationItem['found']; readonly countDifference: number | null; readonly receipt: string | null; readonly answeredAt: string | null }

export interface ShownVerification extends Omit<VerificationRow, 'cells' | 'people' | 'report' | 'missing'> {
  readonly round: number | null;
  readonly matrix: readonly ShownPerson[];
  readonly items: readonly ShownItem[];
  /** Answers still waited for; those of waived sources are not. */
  readonly missing: readonly { readonly person: string; readonly source: Source; readonly since: string | null; readonly state: Cell['state']; readonly fault: string | null }[];
  readonly clocks: { readonly requestedAt: string; readonly startedAt: string | null; readonly firstReportedAt: string | null; readonly reportedAt: string | null; readonly completedAt: string | null; readonly start: ShownClock };
  readonly actions: readonly Action[];
}

export async function presentVerification(personal: PersonalData, known: KnownFacts, asking: Pick<Asking, 'officer'>, row: VerificationRow, tries: readonly OpenInquiry[], now: Date): Promise<ShownVerification> {
  const { cells: _cells, people: _people, report, missing: _missing, ...rest } = row;
  const cells = await personal.open(asking, row.cells.map((cell) => shownCell(row, cell, tries.find((one) => one.inquiry === cell.inquiry))), 'verification-file', { detail: 'none' });
  const people = await shownPeople(personal, known, asking, row, cells);
  const waived = row.waivers.map((waiver) => waiver.source);
  const late = new Map((report?.missing ?? []).map((one) => [`${one.person} ${one.source}`, one.since]));
  return {
    ...rest, round: report?.round ?? null, matrix: people, items: (report?.items ?? []).map((item) => shownItem(row, item)),
    missing: cells.filter((cell) => cell.state !== 'answered' && !waived.includes(cell.source))
      .map(({ person, source, state, fault }) => ({ person, source, since: late.get(`${person} ${source}`) ?? null, state, fault })),
    clocks: { requestedAt: row.requestedAt, startedAt: row.startedAt, firstReportedAt: row.firstReportedAt, reportedAt: row.reportedAt, completedAt: row.completedAt, start: startClock(row, now) },
    actions: actionsFor(standingOfRow(row), asking.officer.role),
  };
}

export const standingOfRow = ({ report, cells }: Pick<VerificationRow, 'report' | 'cells'>): Standing =>
  ({ report, unanswered: cells.flatMap(({ source, state }) => (state === 'answered' ? [] : [{ source, state }])) });

function shownCell(row: VerificationRow, cell: Cell, tried: OpenInquiry | undefined): ShownCell {
  const items = (row.report?.items ?? []).filter((item) => item.person === cell.person && item.source === cell.source);
  const finding = cell.state !== 'answered' ? cell.state : items.find((item) => item.status === 'open')?.status ?? items.find((item) => item.status === 'settled')?.status ?? items[0]?.status ?? cell.outcome ?? 'record';
  return {
    ...cell, finding, waived: cell.state !== 'answered' && row.waivers.some((waiver) => waiver.source === cell.source), itemIds: items.map((item) => item.item),
    // Further tries are not events; the table knows the latest.
    attempts: Math.max(cell.attempts, tried?.attempts ?? 0), fault: tried?.fault ?? cell.fault, nextTryAt: tried?.nextTryAt.toISOString() ?? null, askedAt: cell.askedAt ?? tried?.askedAt?.toISOString() ?? null,
  };
}

async function shownPeople(personal: PersonalData, known: KnownFacts, asking: Pick<Asking, 'officer'>, row: VerificationRow, cells: readonly ShownCell[]): Promise<ShownPerson[]> {
  const [persons, belongings] = await Promise.all([personsById(known, row.people), belongingsOf(known, row.household)]);
  const names = await personal.show(asking, row.people.map((person) => persons.get(person)?.name ?? null), 'verification-file');
  return row.people.map((person, i) => {
    const [found, belongs] = [persons.get(person), belongings.find((b) => b.person === person)];
    return {
      person, name: names[i] ?? null, relation: belongs?.relation ?? null, kind: belongs?.kind ?? null, birthDate: found?.birthDate ?? null, died: found?.died ?? null,
      cells: cells.filter((cell) => cell.person === person),
    };
  });
}

function shownItem(row: VerificationRow, item: VerificationItem): ShownItem {
  const cell = row.cells.find((one) => one.person === item.person && one.source === item.source);
  const { declared, found, declaredCount, foundCount } = item;
  const comparable = found !== null && (declared === null || declared.currency === found.currency);
  return {
    ...item, difference: comparable ? { minor: found.minor - (declared?.minor ?? 0), currency: found.currency } : null, countDifference: foundCount === null ? null : foundCount - (declaredCount ?? 0),
    receipt: cell?.receipt ?? null, answeredAt: cell?.answeredAt ?? null,
  };
}

function startClock({ requestedAt, startedAt, area }: VerificationRow, now: Date): ShownClock {
  const zone = areaTimeZone(area ?? 'CN');
  const calendar = HOLIDAY_CALENDARS[countryOf(area ?? 'CN')];
  const due = dueDay(START, dayOf(requestedAt, zone), calendar);
  const clock = clockState({ ...START, due: due.day, today: dayOf(startedAt ?? now.toISOString(), zone), calendar });
  return { ...START, due: due.day, left: clock.left, used: clock.used, state: startedAt && clock.state !== 'over' ? 'done' : clock.state, provisional: clock.provisional || due.provisional };
}

export interface VerificationLine extends Omit<ShownVerification, 'matrix' | 'items' | 'missing' | 'clocks' | 'actions' | 'round' | 'waivers'> {
  readonly head: { readonly id: string; readonly name: string | null } | null; readonly members: number; readonly round: number | null; readonly missing: number; readonly missingSources: readonly Source[]; readonly start: ShownClock;
}

/** Lines of a list: the name of the head only. */
export async function verificationLines(personal: PersonalData, known: KnownFacts, asking: Pick<Asking, 'officer'>, page: readonly VerificationRow[], now: Date): Promise<VerificationLine[]> {
  const heads = new Map((await known.list<Household>('household', { ids: [...new Set(page.map((row) => row.household))] })).map(({ id, body }) => [id, body.head]));
  const persons = await personsById(known, [...new Set(heads.values())]);
  const names = await personal.show(asking, page.map((row) => persons.get(heads.get(row.household) ?? '')?.name ?? null), 'verification-list');
  return page.map((row, i) => {
    const { cells, people, report, waivers: _, ...rest } = row;
    const head = heads.get(row.household);
    const missingSources = [...new Set(cells.filter((cell) => cell.state !== 'answered').map((cell) => cell.source))];
    return { ...rest, head: head === undefined ? null : { id: head, name: names[i] ?? null }, members: people.length, round: report?.round ?? null, missingSources, start: startClock(row, now) };
  });
}
