import { Rejection } from '@hearth/event-sourcing';
import type { KeyProvider } from '@hearth/event-store';
import type { StagedUnit } from '@hearth/service-host';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { identify, requireIds } from '../person/identify.ts';
import type { HouseholdRow } from '../projections/household.projection.ts';
import { householdDecider } from './household.decider.ts';
import type { JoinMemberRequest } from './household.requests.ts';
import { registerPersons } from './register-household.ts';

/** A new member: registered, joined, and leave to ask departments ends with it, as it must be signed again when members change. */
export async function joinMember(unit: StagedUnit, keys: KeyProvider, { id: household, area, authorisations }: HouseholdRow, request: JoinMemberRequest, ifMatch: number | null): Promise<{ person: string; version: number }> {
  requireIds([['', request]]);
  const about = { household, area };
  const on = request.on ?? unit.today;
  const identified = await identify(keys, request.id ?? unit.newId(), household, request);
  const { person } = identified;
  if (on < person.birthDate) throw new Rejection('invalid', 'on: lies before the birth.', { status: 422, errors: [{ field: 'on', code: 'date', detail: 'lies before the birth' }] });
  await registerPersons(unit, keys, [{ ...identified, place: 'idNumber' }], about);
  const { version } = await unit.decide(householdDecider, household, { type: 'JoinMember', household, person: person.person, relation: request.relation, on, today: unit.today }, about, { ifMatch });
  for (const { authorisation } of authorisations.filter(({ ended }) => ended === null)) await unit.decide(authorisationDecider, authorisation, { type: 'EndAuthorisation', reason: 'members-changed', on: unit.today }, about);
  return { person: person.person, version };
}
