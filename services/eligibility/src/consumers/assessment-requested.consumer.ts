import type { AssessmentRequested } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { assessmentDecider } from '../assessment/assessment.decider.ts';
import { answersOf, caseOfHousehold, reportOpen } from '../facts/case-of-household.ts';
import { readHousehold } from '../facts/household-facts.ts';
import { membersOf } from '../formula/household-members.ts';
import { ShadowScoring } from '../formula/shadow-scoring.ts';
import { ruleSetId } from '../rule-set/rule-set-files.ts';
import { ruleSetDecider } from '../rule-set/rule-set.decider.ts';

/** A case has its facts together, or they changed: the rule set it was accepted under is applied to what is known. */
@Controller()
export class AssessmentRequestedConsumer {
  constructor(@Inject(ShadowScoring) private readonly shadow: ShadowScoring) {}

  @Consumes('hearth.casework.AssessmentRequested', [1])
  async on(@Payload() { data: request, area }: Fact<AssessmentRequested>, @Ctx() { unit, known }: FactContext): Promise<void> {
    const { household, assessment, ruleSet, asOf, people, verification, provisional } = request;
    const { state: { current } } = await unit.load(ruleSetDecider, ruleSetId(ruleSet));
    if (!current) throw new Error(`the rule set ${ruleSet} was never put in force here`);
    const facts = await readHousehold(known, household, verification?.id ?? null);
    const { events: [made] } = await unit.decide(assessmentDecider, assessment, {
      type: 'MakeAssessment', request, document: current.document, facts: caseOfHousehold(facts, { asOf, area, people }), provisional: provisional || reportOpen(facts),
    }, { household, area });
    const place = facts.household?.area ?? area;
    if (made && place !== null) await this.shadow.score(unit, place, { urban: facts.household?.urban ?? null, members: membersOf(facts, asOf), answers: Object.fromEntries(answersOf(facts)) }, made.data);
  }
}
