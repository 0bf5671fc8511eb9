import { type Assessment, type CaseFacts, evaluate, type EligibilityRules } from '@hearth/rules';
import { type Currency, money } from '@hearth/kernel';
import type { Outcome, Simulation } from './rule-set-draft.ts';

/** Counts what each household gets by the rules before and after, one household after the other: nothing of them is kept. */
export class Comparison {
  private readonly counts = { households: 0, gain: 0, lose: 0, changed: 0 };
  private readonly before: Tally | null;
  private readonly after: Tally;

  constructor(private readonly former: EligibilityRules | null, private readonly draft: EligibilityRules) {
    this.before = former && new Tally(former.currency);
    this.after = new Tally(draft.currency);
  }

  add(facts: CaseFacts): void {
    const was = this.former && evaluate(this.former, facts);
    const is = evaluate(this.draft, facts);
    this.counts.households += 1;
    if (was) this.before?.add(was);
    this.after.add(is);
    const [had, has] = [was?.result === 'eligible', is.result === 'eligible'];
    if (has && !had) this.counts.gain += 1;
    if (had && !has) this.counts.lose += 1;
    if (had && has && was?.money?.minor !== is.money?.minor) this.counts.changed += 1;
  }

  result(what: Pick<Simulation, 'contentHash' | 'against' | 'asOf' | 'of'>): Simulation {
    return { ...what, ...this.counts, before: this.before?.outcome ?? NOTHING, after: this.after.outcome };
  }
}

const NOTHING: Outcome = { eligible: 0, ineligible: 0, undecided: 0, cost: null };

class Tally {
  private readonly counts = { eligible: 0, ineligible: 0, undecided: 0 };
  private minor = 0;

  constructor(private readonly currency: Currency) {}

  add({ result, money: amount }: Assessment): void {
    this.counts[result] += 1;
    this.minor += amount?.minor ?? 0;
  }

  get outcome(): Outcome { return { ...this.counts, cost: money(this.minor, this.currency) }; }
}
