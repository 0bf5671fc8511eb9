import { Rejection } from '@hearth/event-sourcing';
import { isWithin } from '@hearth/kernel';
import { Allow, Asking, Commands, requireArea } from '@hearth/service-host';
import { Body, Controller, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { formulaDecider } from './formula.decider.ts';
import { ExplainRequest, ReviewRequest } from './formula.requests.ts';
import { FormulaCases } from './formula-cases.ts';
import { FormulaLibrary } from './formula-library.ts';
import { LABORATORY, REVIEWERS } from './formula-roles.ts';
import { aboutFormula } from './register-formula.ts';
import { answersAsked, answersFor, explainAnswers, type Explained, scoreAnswers } from './score-answers.ts';

/** One variable of an explained score: a category has a level, a number a value. */
export interface ShownContribution { readonly variable: string; readonly level: string | null; readonly value: number | null; readonly contribution: number }
export interface ShownExplanation extends Omit<Explained, 'contributions'> { readonly contributions: readonly ShownContribution[] }

/** What a formula makes of real cases, beside what the officer knows of them. */
@ApiTags('formulas')
@Controller('formulas')
export class FormulaReviewController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(FormulaLibrary) private readonly library: FormulaLibrary, @Inject(FormulaCases) private readonly cases: FormulaCases) {}

  @Post(':id/explain') @HttpCode(200) @Allow(...LABORATORY, ...REVIEWERS) @ApiOperation({ summary: 'The score of a case and what every variable adds to it; nothing is stored' })
  async explain(@Param('id', ParseUUIDPipe) id: string, @Body() request: ExplainRequest, @Asking() asking: Asking): Promise<ShownExplanation> {
    if (request.household === undefined && request.answers === undefined) throw new Rejection('answers', 'Answers or a household are needed.', { status: 422, errors: [{ field: 'answers', code: 'required', detail: 'or a household' }] });
    const formula = await this.library.formula(id);
    const { contributions, ...explained } = explainAnswers(formula, answersFor(formula, await this.cases.of(asking.officer, request)));
    const numeric = new Set(formula.variables.filter(({ kind }) => kind === 'numeric').map(({ name }) => name));
    return {
      ...explained, contributions: contributions.map(({ variable, answer, contribution }) => (
        { variable, contribution, level: numeric.has(variable) || answer === null ? null : String(answer), value: numeric.has(variable) && answer !== null ? Number(answer) : null })),
    };
  }

  @Post(':id/reviews') @Allow(...REVIEWERS) @ApiOperation({ summary: 'Review the formula on a case you know: poor or not; what the formula says is reckoned here' })
  async review(@Param('id', ParseUUIDPipe) id: string, @Body() request: ReviewRequest, @Asking() asking: Asking): Promise<object> {
    const { household, case: sign, officerSays, note } = request;
    if ((household === undefined) === (sign === undefined)) throw wrong('case', 'Either a household or the sign of a case is needed.', 'or household, not both');
    if (sign !== undefined && request.answers === undefined) throw wrong('answers', 'The answers of the case are needed.', 'needed where no household is named');
    const formula = await this.library.formula(id);
    const { area, ...given } = await this.cases.of(asking.officer, request);
    const region = regionIn(request.region, area);
    requireArea(asking.officer, region);
    const asked = answersFor(formula, given);
    const formulaSays = scoreAnswers(formula, asked);
    return this.commands.run(asking, async (unit) => {
      const review = unit.newId();
      const { version, events: [recorded] } = await unit.decide(formulaDecider, id, {
        type: 'ReviewFormula', review: { review, household: household ?? null, case: sign ?? null, region, officerSays, answers: answersAsked(formula, asked), formulaSays, note, by: unit.actor.sub },
      }, { ...aboutFormula(id), area: region });
      return { status: 201, body: { id, review, formulaSays, agrees: recorded?.type === 'FormulaReviewed' ? recorded.data.agrees : null }, version, location: `/api/eligibility/formulas/${id}` };
    });
  }
}

/** Where the case is: a household's own area, or one that the officer names and that holds it. */
function regionIn(region: string | undefined, area: string | null): string {
  if (region === undefined && area === null) throw wrong('region', 'The region of the case is needed.', 'needed where no household is named');
  if (region !== undefined && area !== null && !isWithin(area, region)) throw wrong('region', 'The household lies elsewhere.', 'does not hold the household');
  return area ?? region ?? '';
}

const wrong = (field: string, detail: string, what: string): Rejection => new Rejection('invalid', detail, { status: 422, errors: [{ field, code: 'required', detail: what }] });
