import { isWithin } from '@hearth/kernel';
import { Allow, Asking, Commands, type CommandAnswer, type List, Rows, type StagedUnit } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FormulaRow, formulaRows } from '../projections/formula.projection.ts';
import { type FormulaCommand, formulaDecider } from './formula.decider.ts';
import { FormulaReasonRequest, PilotRequest, PutFormulaInForceRequest, RegisterFormulaRequest } from './formula.requests.ts';
import { FormulaLibrary } from './formula-library.ts';
import { LABORATORY, REVIEWERS } from './formula-roles.ts';
import { aboutFormula, registerFormula } from './register-formula.ts';
import { type RuleSetScorecard, scorecardOf } from './scorecard.ts';

/** A line of the list. */
export type FormulaLine = Pick<FormulaRow, 'id' | 'name' | 'method' | 'hash' | 'status' | 'study' | 'pilot' | 'inForce' | 'author' | 'approver' | 'reason' | 'registeredAt'> & { readonly questions: number; readonly reviews: number; readonly agree: number };

const lineOf = ({ id, name, method, hash, status, study, pilot, inForce, author, approver, reason, registeredAt, questions, reviews }: FormulaRow): FormulaLine => (
  { id, name, method, hash, status, study, pilot, inForce, author, approver, reason, registeredAt, questions: questions.length, reviews: reviews.length, agree: reviews.filter(({ agrees }) => agrees).length });

/** Formulas are public: every officer of the laboratory and every reviewer may read those of all areas. */
export const everywhere = (asking: Asking): Asking => ({ ...asking, officer: { ...asking.officer, area: '*' } });

/** Scoring formulas from the laboratory to being in force, and out of it. */
@ApiTags('formulas')
@Controller('formulas')
export class FormulaController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(FormulaLibrary) private readonly library: FormulaLibrary) {}

  @Get() @Allow(...LABORATORY, ...REVIEWERS) @ApiOperation({ summary: 'All formulas, the latest first' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<FormulaLine> | string> {
    return this.rows.answer(formulaRows, everywhere(asking), query, {
      filters: ['status', 'method', 'author', 'hash', 'study'], sortable: ['registeredAt', 'name', 'method', 'status'], defaultSort: '-registeredAt', show: (page) => page.map(lineOf),
      columns: ['id', 'name', 'method', 'hash', 'status', 'questions', 'reviews', 'agree', 'pilot.areas', 'pilot.since', 'inForce.areas', 'inForce.from', 'author', 'approver', 'reason', 'registeredAt'],
    });
  }

  /** Of the reviews those in the officer's area: they hold a household's answers. */
  @Get(':id') @Allow(...LABORATORY, ...REVIEWERS) @ApiOperation({ summary: 'One formula: where it comes from, what it asks, its reviews, its history' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<FormulaRow> {
    const row = await this.rows.get(formulaRows, id, everywhere(asking));
    return { ...row, reviews: row.reviews.filter(({ region }) => isWithin(region, asking.officer.area)) };
  }

  @Get(':id/artefact') @Allow(...LABORATORY) @ApiOperation({ summary: 'The formula itself, as it was registered: a file that `hearth lab score` takes' })
  artefact(@Param('id', ParseUUIDPipe) id: string): Promise<object> { return this.library.formula(id); }

  @Get(':id/scorecard') @Allow(...LABORATORY) @ApiOperation({ summary: 'A formula of ratios as the scorecard of a rule set, to be put into a draft' })
  async scorecard(@Param('id', ParseUUIDPipe) id: string): Promise<RuleSetScorecard> { return scorecardOf(await this.library.formula(id)); }

  @Post() @Allow('rule-author') @ApiOperation({ summary: 'Register a formula as a draft; one that was changed since it was fitted is refused' })
  register(@Body() request: RegisterFormulaRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { id, version } = await registerFormula(unit, request);
      return { status: 201, body: { id }, version, location: `/api/eligibility/formulas/${id}` };
    });
  }

  @Post(':id/review-closed') @HttpCode(200) @Allow('rule-author', 'rule-approver') @ApiOperation({ summary: 'Close the review: cases of two regions by two officers at least' })
  closeReview(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> { return this.act(id, asking, ({ actor: { sub: by } }) => ({ type: 'CloseReview', by })); }

  @Post(':id/pilot') @HttpCode(200) @Allow('rule-author', 'rule-approver') @ApiOperation({ summary: 'Score in the shadow of the formula in force, in chosen areas' })
  pilot(@Param('id', ParseUUIDPipe) id: string, @Body() { areas, note }: PilotRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(id, asking, ({ actor: { sub: by }, today }) => ({ type: 'StartPilot', areas, note, by, today }));
  }

  @Post(':id/put-in-force') @HttpCode(200) @Allow('rule-approver') @ApiOperation({ summary: 'Sign into force what another has registered' })
  putInForce(@Param('id', ParseUUIDPipe) id: string, @Body() { areas, from, transition: { losers, months } }: PutFormulaInForceRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(id, asking, ({ actor: { sub: by }, today }) => ({ type: 'PutFormulaInForce', areas, from, transition: { losers, months }, by, today }));
  }

  @Post(':id/retire') @HttpCode(200) @Allow('rule-approver') @ApiOperation({ summary: 'End a formula that is in force, with the reason' })
  retire(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: FormulaReasonRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(id, asking, ({ actor: { sub: by } }) => ({ type: 'RetireFormula', reason, by }));
  }

  @Post(':id/reject') @HttpCode(200) @Allow('rule-author', 'rule-approver') @ApiOperation({ summary: 'Close a formula that never came into force, with the reason' })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: FormulaReasonRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(id, asking, ({ actor: { sub: by } }) => ({ type: 'RejectFormula', reason, by }));
  }

  private act(id: string, asking: Asking, command: (unit: StagedUnit) => FormulaCommand): Promise<object> {
    return this.commands.run(asking, async (unit): Promise<CommandAnswer> => {
      const { version, state: { status } } = await unit.decide(formulaDecider, id, command(unit), aboutFormula(id), { ifMatch: asking.ifMatch });
      return { status: 200, body: { id, status }, version };
    });
  }
}
