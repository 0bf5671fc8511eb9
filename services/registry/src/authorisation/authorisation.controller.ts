import { Rejection } from '@hearth/event-sourcing';
import { Allow, Asking, Commands, requireArea, Rows } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { householdRows } from '../projections/household.projection.ts';
import { authorisationDecider } from './authorisation.decider.ts';

const REASONS = ['members-changed', 'withdrawn', 'exit'] as const;
export class EndAuthorisationRequest { @ApiProperty({ enum: REASONS }) @IsIn(REASONS) reason!: (typeof REASONS)[number]; }

@ApiTags('authorisations')
@Controller('authorisations')
export class AuthorisationController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows) {}

  @Post(':id/end') @Allow('village', 'town', 'soum-social-worker', 'bagh-governor') @ApiOperation({ summary: 'End a family’s leave to ask departments about it' })
  end(@Param('id', ParseUUIDPipe) id: string, @Body() request: EndAuthorisationRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { state } = await unit.load(authorisationDecider, id);
      if (!state.signed) throw new Rejection('not-found', 'There is no such authorisation.', { status: 404 });
      const { household } = state.signed;
      const { area } = await this.rows.get(householdRows, household, { officer: asking.officer, asOf: null });
      requireArea(asking.officer, area);
      const { version } = await unit.decide(authorisationDecider, id, { type: 'EndAuthorisation', reason: request.reason, on: unit.today }, { household, area }, { ifMatch: asking.ifMatch });
      return { status: 200, body: { id }, version };
    });
  }
}
