import type { About, UnitOfWork } from '@hearth/messaging';
import type { KnownPerson } from '../application/application.commands.ts';
import type { ApplicationEvent } from '../application/application.events.ts';
import type { ApplicationState } from '../application/application.state.ts';
import { aboutOf, procedureOf } from '../application/progress.ts';
import { closeApplication, releasePlaces, takePlaces } from './exclusions.ts';

const membersOf = async (people: () => Promise<readonly KnownPerson[]>): Promise<readonly string[]> => (await people()).filter((person) => person.kind === 'member').map((person) => person.person);

/**
 * What a decision on an application does to the places that only one may hold, in the same append: approval takes them for each person,
 * the end of the benefit gives them back; an approval or a final refusal lets the household apply again.
 */
export async function followExclusions(unit: Pick<UnitOfWork, 'decide'>, state: ApplicationState, events: readonly ApplicationEvent[], people: () => Promise<readonly KnownPerson[]>, about: About): Promise<void> {
  const { application, household, programme } = aboutOf(state);
  const holder = { application, programme };
  const group = procedureOf(state).exclusive?.group;
  for (const event of events) {
    if (event.type === 'BenefitApproved') {
      const paid = event.data.shares.map((share) => share.person);
      if (group !== undefined) await takePlaces(unit, group, paid.length > 0 ? paid : await membersOf(people), holder, about);
      await closeApplication(unit, household, holder, about);
    }
    if (event.type === 'BenefitRefused' && event.data.final) await closeApplication(unit, household, holder, about);
    if (event.type === 'BenefitEnded' && group !== undefined) {
      const paid = (state.decision?.kind === 'approved' ? state.decision.shares : []).map((share) => share.person);
      await releasePlaces(unit, group, paid.length > 0 ? paid : await membersOf(people), holder, about);
    }
  }
}
