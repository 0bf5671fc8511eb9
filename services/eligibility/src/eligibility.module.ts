import { upcastersOf } from '@hearth/event-sourcing';
import { HearthModule } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { AssessmentController } from './assessment/assessment.controller.ts';
import { assessmentDecider } from './assessment/assessment.decider.ts';
import { ScreeningController } from './assessment/screening.controller.ts';
import { AssessmentRequestedConsumer } from './consumers/assessment-requested.consumer.ts';
import { CareAssessedConsumer } from './consumers/care-assessed.consumer.ts';
import { DeclarationsConsumer } from './consumers/declarations.consumer.ts';
import { PeopleConsumer } from './consumers/people.consumer.ts';
import { VerificationReportedConsumer } from './consumers/verification-reported.consumer.ts';
import { FormulaController } from './formula/formula.controller.ts';
import { formulaDecider } from './formula/formula.decider.ts';
import { FormulaCases } from './formula/formula-cases.ts';
import { FormulaLibrary } from './formula/formula-library.ts';
import { FormulaReviewController } from './formula/formula-review.controller.ts';
import { ShadowScoreController } from './formula/shadow-score.controller.ts';
import { shadowScoreDecider } from './formula/shadow-score.decider.ts';
import { ShadowScoring } from './formula/shadow-scoring.ts';
import { Formulas1764300000000 } from './migrations/1764300000000-formulas.ts';
import { PilotsUntil1764500000000 } from './migrations/1764500000000-pilots-until.ts';
import { Studies1764400000000 } from './migrations/1764400000000-studies.ts';
import { assessmentRows } from './projections/assessment.projection.ts';
import { formulaRows } from './projections/formula.projection.ts';
import { shadowScoreRows } from './projections/formula-shadow.projection.ts';
import { formulaStandings } from './projections/formula-standing.projection.ts';
import { scoringRows } from './projections/scoring.projection.ts';
import { studyRows } from './projections/study.projection.ts';
import { surveyRows } from './projections/survey.projection.ts';
import { watchAlertRows } from './projections/watch-alert.projection.ts';
import { ruleSetRows } from './projections/rule-set.projection.ts';
import { publications } from './publications/own-facts.publication.ts';
import { ruleSetDraftRows } from './projections/rule-set-draft.projection.ts';
import { RuleSetDraftController } from './rule-set-draft/rule-set-draft.controller.ts';
import { ruleSetDraftDecider } from './rule-set-draft/rule-set-draft.decider.ts';
import { SimulateDraft } from './rule-set-draft/simulate-draft.ts';
import { PutRuleSetsInForceProcess } from './rule-set/put-rule-sets-in-force.process.ts';
import { RuleSetController } from './rule-set/rule-set.controller.ts';
import { ruleSetDecider } from './rule-set/rule-set.decider.ts';
import { ScoreList } from './scoring/score-list.ts';
import { ScoringController } from './scoring/scoring.controller.ts';
import { scoringDecider } from './scoring/scoring.decider.ts';
import { ScoringProcess } from './scoring/scoring.process.ts';
import { LaboratoryThreads } from './study/laboratory-threads.ts';
import { RunStudiesProcess } from './study/run-studies.process.ts';
import { StudyController } from './study/study.controller.ts';
import { studyDecider } from './study/study.decider.ts';
import { LargeSurveyBodies } from './survey/large-survey-bodies.ts';
import { SurveyController } from './survey/survey.controller.ts';
import { surveyDecider } from './survey/survey.decider.ts';
import { watchAlertDecider } from './watch/alert.decider.ts';
import { WatchController } from './watch/watch.controller.ts';

/** Rule sets, and what they make of the facts of a case: with the amount, the reasons and every rule that was asked. */
@Module({
  imports: [HearthModule.of({
    name: 'eligibility', title: 'Eligibility', migrations: [Formulas1764300000000, PilotsUntil1764500000000, Studies1764400000000],
    projections: [ruleSetRows, assessmentRows, ruleSetDraftRows, formulaRows, formulaStandings, shadowScoreRows, scoringRows, surveyRows, studyRows, watchAlertRows],
    publications, upcasters: upcastersOf(assessmentDecider, ruleSetDraftDecider, ruleSetDecider, formulaDecider, shadowScoreDecider, scoringDecider, surveyDecider, studyDecider, watchAlertDecider), consumes: ['registry', 'hiavs', 'casework'], processes: [ScoringProcess, RunStudiesProcess],
  })],
  controllers: [
    RuleSetController, RuleSetDraftController, AssessmentController, ScreeningController,
    FormulaController, FormulaReviewController, ShadowScoreController, ScoringController, SurveyController, StudyController, WatchController,
    PeopleConsumer, DeclarationsConsumer, VerificationReportedConsumer, CareAssessedConsumer, AssessmentRequestedConsumer,
  ],
  providers: [PutRuleSetsInForceProcess, SimulateDraft, FormulaLibrary, FormulaCases, ShadowScoring, ScoreList, ScoringProcess, LaboratoryThreads, LargeSurveyBodies, RunStudiesProcess],
})
export class EligibilityModule {}
