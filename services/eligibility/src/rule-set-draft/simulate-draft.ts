import type { RuleSetInForce } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { CHINA_TIME, dayOf } from '@hearth/kernel';
import { KnownFacts } from '@hearth/messaging';
import { readRules } from '@hearth/rules';
import { type Clock, CLOCK } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { caseOfHousehold } from '../facts/case-of-household.ts';
import { type KnownHousehold, readHousehold } from '../facts/household-facts.ts';
import { ruleSetId } from '../rule-set/rule-set-files.ts';
import { ruleSetDecider } from '../rule-set/rule-set.decider.ts';
import type { Simulation } from './rule-set-draft.ts';
import { ruleSetDraftDecider } from './rule-set-draft.decider.ts';
import { Comparison } from './simulate.ts';

/** Enough that a share of households is right within about one percent. */
const MOST_HOUSEHOLDS = 5000;

/** Tries a draft on the households that this service knows from others' facts; reads only. */
@Injectable()
export class SimulateDraft {
  constructor(@Inject(EventStore) private readonly store: EventStore, @Inject(KnownFacts) private readonly known: KnownFacts, @Inject(CLOCK) private readonly clock: Clock) {}

  async inForce(ruleSet: string): Promise<RuleSetInForce | null> {
    return (await this.store.load(ruleSetDecider, ruleSetId(ruleSet))).state.current;
  }

  /** @throws Rejection not-found (404) */
  async run(draft: string): Promise<Simulation> {
    const { state } = await this.store.load(ruleSetDraftDecider, draft);
    if (state.status === 'none') throw new Rejection('not-found', 'There is no such draft.', { status: 404 });
    const current = await this.inForce(state.ruleSet);
    const comparison = new Comparison(current && readRules(current.document), readRules(state.document));
    const asOf = dayOf(this.clock.now().toISOString(), CHINA_TIME);
    for (const { id } of await this.known.list<KnownHousehold>('household', { limit: MOST_HOUSEHOLDS })) {
      const facts = await readHousehold(this.known, id, null);
      const people = facts.members.map(({ person }) => person);
      comparison.add(caseOfHousehold(facts, { asOf, area: facts.household?.area ?? null, people }));
    }
    return comparison.result({ contentHash: state.contentHash, against: current?.contentHash ?? null, asOf, of: await this.known.count('household') });
  }
}
