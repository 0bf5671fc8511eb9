import { Rejection } from '@hearth/event-sourcing';
import { Allow, Asking, Rows } from '@hearth/service-host';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject, Matches } from 'class-validator';
import { ruleSetRows } from '../projections/rule-set.projection.ts';
import { type Assessment, type CaseFacts, evaluate, readCase, readRules, Unreadable } from '@hearth/rules';

export class ScreeningRequest {
  @ApiProperty({ example: 'dibao-2012' }) @Matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/) ruleSet!: string;
  @ApiProperty({ type: Object, description: 'The case: asOf, area, urban, members, supporters, answers; what is left out is not known' }) @IsObject() case!: object;
}

const SCREENERS = [
  'village', 'town', 'county-reviewer', 'county-approver', 'county-reconsideration', 'bagh-governor', 'soum-social-worker', 'rule-author', 'rule-approver', 'analyst', 'auditor',
] as const;

@ApiTags('screenings')
@Controller('screenings')
export class ScreeningController {
  constructor(@Inject(Rows) private readonly rows: Rows) {}

  /** What a rule set would make of a case. Nothing is stored and nobody is entitled to anything by it. */
  @Post() @HttpCode(200) @Allow(...SCREENERS) @ApiOperation({ summary: 'Try a case against a rule set; nothing is stored' })
  async screen(@Body() request: ScreeningRequest, @Asking() asking: Asking): Promise<Assessment> {
    const facts = caseOf(request.case);
    const { document } = await this.rows.get(ruleSetRows, request.ruleSet, { officer: { ...asking.officer, area: '*' }, asOf: null });
    return evaluate(readRules(document), facts);
  }
}

/** @throws Rejection invalid (422) with the path of the fault. */
function caseOf(json: object): CaseFacts {
  try {
    return readCase(json);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const field = `case.${error.path}`;
    throw new Rejection('invalid', `${field}: ${error.detail}.`, { status: 422, errors: [{ field, code: 'case', detail: error.detail }] });
  }
}
