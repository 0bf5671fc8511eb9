import type { About, UnitOfWork } from '@hearth/messaging';
import { namedId } from '@hearth/service-host';
import { alreadyIn } from '../application/county.decider.ts';
import { reasonText } from '../application/reasons.ts';
import { Rejection } from '@hearth/event-sourcing';
import { exclusionDecider, type Holder } from './exclusion.decider.ts';

type Unit = Pick<UnitOfWork, 'decide'>;

const idOf = (group: string, subject: string): string => namedId(`exclusion:${group}:${subject}`);
const placed = (about: About): About => ({ ...about, basis: [] });

/** A person's only place in a group of programmes that exclude each other. */
export async function takePlaces(unit: Unit, group: string, persons: readonly string[], holder: Holder, about: About): Promise<void> {
  const taken = ({ programme }: Holder): Rejection => { const code = alreadyIn(programme); return new Rejection(code, reasonText(code).en); };
  for (const subject of persons) await unit.decide(exclusionDecider, idOf(group, subject), { type: 'Take', subject, group, holder, taken }, placed(about));
}

export async function releasePlaces(unit: Unit, group: string, persons: readonly string[], holder: Holder, about: About): Promise<void> {
  for (const subject of persons) await unit.decide(exclusionDecider, idOf(group, subject), { type: 'Release', subject, group, holder }, placed(about));
}

/** A household's one open application for a programme. */
export function openApplication(unit: Unit, household: string, holder: Holder, about: About): Promise<unknown> {
  const taken = (): Rejection => new Rejection('application-open', reasonText('application-open').en);
  return unit.decide(exclusionDecider, idOf(`open:${holder.programme}`, household), { type: 'Take', subject: household, group: `open:${holder.programme}`, holder, taken }, placed(about));
}

export function closeApplication(unit: Unit, household: string, holder: Holder, about: About): Promise<unknown> {
  return unit.decide(exclusionDecider, idOf(`open:${holder.programme}`, household), { type: 'Release', subject: household, group: `open:${holder.programme}`, holder }, placed(about));
}
