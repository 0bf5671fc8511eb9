import { type RecordedEvent, streamId, upcast } from '@hearth/event-sourcing';
import type { EventStore } from '@hearth/event-store';
import type { Day } from '@hearth/kernel';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { enrolmentDecider } from '../enrolment/enrolment.decider.ts';
import { personDecider } from '../person/person.decider.ts';
import { type HouseholdRow, householdRows } from '../projections/household.projection.ts';
import type { KnownBy } from '../record/beneficiary-record.ts';
import { upcasters } from '../upcasters.ts';
import { householdDecider } from './household.decider.ts';

/** Who somebody is holds on every day; it is learnt once, and true before. */
const TIMELESS: readonly string[] = ['PersonRegistered', 'PersonErased'];

/**
 * The household as it was on a day, by what was known then: its facts that are true by that day, in the order of the days they are true
 * from. `row` says which streams it is made of. Null when there was no such household on that day.
 */
export async function householdOn(store: EventStore, row: HouseholdRow, day: Day, knownBy: KnownBy | null): Promise<HouseholdRow | null> {
  const streams = [
    streamId(householdDecider.stream, row.id), ...Object.keys(row.people).map((person) => streamId(personDecider.stream, person)),
    ...row.authorisations.map(({ authorisation }) => streamId(authorisationDecider.stream, authorisation)), ...row.enrolments.map(({ enrolment }) => streamId(enrolmentDecider.stream, enrolment)),
  ];
  const read = await Promise.all(streams.map((stream) => store.read(stream)));
  return foldOn(read.flatMap(({ events }) => events).filter(({ metadata }) => metadata.household === row.id), row.id, day, knownBy);
}

/** Pure part of {@link householdOn}. */
export function foldOn(events: readonly RecordedEvent[], id: string, day: Day, knownBy: KnownBy | null): HouseholdRow | null {
  const counted = events.filter((event) => wasKnown(event, knownBy) && (TIMELESS.includes(event.type) || event.effectiveOn <= day)).toSorted(byEffect);
  const handlers = householdRows.on as Readonly<Record<string, ((row: HouseholdRow | undefined, event: RecordedEvent, id: string) => HouseholdRow | undefined) | undefined>>;
  const row = counted.reduce<HouseholdRow | undefined>((before, event) => {
    const on = handlers[event.type];
    return on ? on(before, upcast(event, upcasters), id) : before;
  }, undefined);
  return row?.registered ? row : null;
}

const wasKnown = ({ position, recordedAt }: RecordedEvent, knownBy: KnownBy | null): boolean =>
  knownBy === null || (knownBy.position === null ? recordedAt <= knownBy.at.toISOString() : position <= knownBy.position);

const effectOf = ({ type, effectiveOn }: RecordedEvent): string => (TIMELESS.includes(type) ? '' : effectiveOn);
const byEffect = (a: RecordedEvent, b: RecordedEvent): number => effectOf(a).localeCompare(effectOf(b), 'en') || a.position - b.position;
