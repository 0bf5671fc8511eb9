import type { EventStore } from '@hearth/event-store';
import { type Fact, type FactContext, serviceOf } from '@hearth/messaging';
import type { ApplicationCommand } from '../application/application.commands.ts';
import { applicationDecider } from '../application/application.decider.ts';
import type { ApplicationState } from '../application/application.state.ts';
import { assessmentInput, givenBy, placeOf } from '../application/case-desk.ts';

type Context = Pick<FactContext, 'unit' | 'known'>;

/** Decides on an application because of another service's fact; an application that is not ours is left alone. */
export async function decideOn({ unit, known }: Context, application: string, command: (state: ApplicationState) => Promise<ApplicationCommand> | ApplicationCommand): Promise<void> {
  const { state } = await unit.load(applicationDecider, application);
  if (!state.about) return;
  await unit.decide(applicationDecider, application, await command(state), await placeOf(known, state.about));
}

/** The household's applications, as this service keeps them by household. */
export const casesOf = async ({ known }: Context, household: string): Promise<readonly string[]> => (await known.list('case', { household })).map((fact) => fact.id);

/** From here on an assessment waits until the rules' owner has heard this fact too. */
export const restOn = (fact: Fact, { known }: Context, household: string): Promise<void> =>
  known.put('basis', fact.stream, { service: serviceOf(fact), id: fact.stream, version: fact.streamversion }, household);

/** Facts of the household changed: undecided applications are assessed again. */
export async function factsChanged(context: FactContext, household: string): Promise<void> {
  const { unit, known } = context;
  for (const application of await casesOf(context, household)) {
    await decideOn(context, application, async () => ({ type: 'NoteFactsChanged', ...givenBy(unit), ...await assessmentInput(unit, known, household) }));
  }
}

/** The visit of ours that led the registry to record the fact; null when it came about otherwise. */
export async function visitBehind(fact: Fact, { tx }: FactContext, store: EventStore): Promise<{ readonly application: string; readonly visit: string } | null> {
  const cause = fact.causationid === null ? null : await store.eventById(fact.causationid, tx);
  if (cause?.type !== 'VisitRecorded') return null;
  return { application: cause.stream.slice(`${applicationDecider.stream}-`.length), visit: (cause.data as { readonly visit: string }).visit };
}
