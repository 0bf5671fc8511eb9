import type { Programme, RuleSetDocument } from '@hearth/contracts';
import { type Day, inForce } from '@hearth/kernel';
import type { KnownFacts } from '@hearth/messaging';
import type { LockedRuleSet } from '../application/application.events.ts';

/** The rule set in force for a programme in an area on a day, as eligibility announced it; null where there is none. */
export async function ruleSetInForce(known: KnownFacts, programme: Programme, area: string, on: Day): Promise<LockedRuleSet | null> {
  const documents = (await known.list<RuleSetDocument>('rule-set')).map((fact) => fact.body).filter((document) => document.programme === programme);
  const found = inForce(documents.flatMap((document) => document.scope.map((scope) => ({ ...scope, document }))), area, on);
  return found ? lockedFrom(found.document) : null;
}

export const lockedFrom = ({ id, title, source, procedure, payment }: RuleSetDocument): LockedRuleSet => ({ id, title, source, procedure, payment });
