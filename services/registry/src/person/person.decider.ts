import type { PersonRegistered } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { decideErasure, type ErasureCommand, isErasure } from './erasure.decider.ts';
import { evolve, type PersonEvent, type PersonState, type Revealable, unknownPerson } from './person.ts';

export type PersonCommand =
  | { readonly type: 'RegisterPerson'; readonly person: PersonRegistered; readonly today: string }
  | { readonly type: 'RecordDeath'; readonly person: string; readonly on: string; readonly today: string }
  | { readonly type: 'RevealField'; readonly person: string; readonly field: Revealable; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string }
  | ErasureCommand;

/** One person, whatever household they live in. */
export const personDecider: Decider<PersonCommand, PersonEvent, PersonState> = {
  stream: 'person', initial: unknownPerson, evolve,
  decide(command, state) {
    if (command.type === 'RegisterPerson') {
      if (state.registered) throw new Rejection('already-registered', 'This person is registered already.');
      if (command.person.birthDate > command.today) throw new Rejection('invalid', 'birthDate: lies in the future.', { status: 422, errors: [{ field: 'birthDate', code: 'future', detail: 'lies in the future' }] });
      return [{ type: 'PersonRegistered', data: command.person }];
    }
    if (isErasure(command)) return decideErasure(command, state);
    if (!state.registered) throw new Rejection('not-found', 'There is no such person.', { status: 404 });
    if (command.type === 'RecordDeath') return recordDeath(command, state);
    const { person, field, purpose, by, role, at } = command;
    return [{ type: 'PersonalDataRevealed', data: { person, field, purpose, by, role, at } }];
  },
};

function recordDeath(command: Extract<PersonCommand, { type: 'RecordDeath' }>, state: PersonState): PersonEvent[] {
  if (state.died) throw new Rejection('already-died', 'The death of this person is recorded already.');
  const problem = command.on > command.today ? 'lies in the future' : command.on < state.birthDate ? 'lies before the birth' : null;
  if (problem) throw new Rejection('invalid', `on: ${problem}.`, { status: 422, errors: [{ field: 'on', code: 'date', detail: problem }] });
  return [{ type: 'PersonDied', data: { household: state.household, person: command.person, on: command.on }, effectiveOn: command.on }];
}
