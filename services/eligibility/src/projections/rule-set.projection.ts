import type { RuleSetDocument, RuleSetInForce } from '@hearth/contracts';
import { rows } from '@hearth/event-store';

/** A rule set as GET shows it; lists leave the document out. */
export interface RuleSetRow extends Omit<RuleSetInForce, 'ruleSet'> {
  readonly id: string;
  readonly title: RuleSetDocument['title'];
  readonly invented: string | null;
  readonly per: string;
  readonly putInForceAt: string;
  /** How often it was put in force with another content. */
  readonly edition: number;
}

export const ruleSetRows = rows<RuleSetRow, { type: 'RuleSetPutInForce'; data: RuleSetInForce }>({
  name: 'rule_set', version: 1,
  keys: (event) => event.data.ruleSet,
  on: {
    RuleSetPutInForce: (_, { data: { ruleSet, ...rest }, recordedAt, version }) => ({
      id: ruleSet, ...rest, title: rest.document.title, invented: rest.document.invented ?? null, per: rest.document.payment.per, putInForceAt: recordedAt, edition: version,
    }),
  },
});
