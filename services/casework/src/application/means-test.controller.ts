import { Rejection } from '@hearth/event-sourcing';
import { Allow, Asking, Commands } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { authorisationFor } from '../known/household.ts';
import type { ApplicationCommand } from './application.commands.ts';
import { applicationDecider } from './application.decider.ts';
import type { VisitFindings } from './application.events.ts';
import { type CaseContext, CaseDesk, placeOf } from './case-desk.ts';
import { reasonText } from './reasons.ts';
import { VerificationsRequest } from './requests.ts';
import { VisitRequest } from './visit.request.ts';

async function verificationCommand({ unit, state, about, known, given, people }: CaseContext): Promise<ApplicationCommand> {
  const authorisation = await authorisationFor(known, about.household, about.programme, state.authorisation);
  return { type: 'RequestVerification', verification: unit.newId(), authorisation, people: await people(), ...given };
}

function findingsOf({ investigators, on, incomes, properties, dwelling, livingConditions }: VisitRequest, visit: string): VisitFindings {
  return {
    visit, investigators, on,
    incomes: incomes?.map(({ person, kind, annual }) => ({ person, kind, annual: { ...annual } })) ?? null,
    properties: properties?.map(({ person, kind, value, count }) => ({ person, kind, value: value ? { ...value } : null, count })) ?? null,
    dwelling: dwelling ? { material: dwelling.material, ownership: dwelling.ownership, rooms: dwelling.rooms ?? null } : null,
    livingConditions: livingConditions ? { fuel: livingConditions.fuel, toilet: livingConditions.toilet, water: livingConditions.water, electricity: livingConditions.electricity ?? null, assets: livingConditions.assets } : null,
  };
}

/** Step 5. */
@ApiTags('means test')
@Controller()
export class MeansTestController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(CaseDesk) private readonly desk: CaseDesk) {}

  @Post('applications/:id/verification') @Allow('town') @ApiOperation({ summary: 'Ask the departments about everybody who has signed' })
  verify(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, verificationCommand, ({ after }) => ({ verification: after.verification?.id ?? null }));
  }

  @Post('verifications') @Allow('town') @ApiOperation({ summary: 'The same for many: one outcome a row, the refused ones hold up nobody' })
  verifyMany(@Body() request: VerificationsRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const items: object[] = [];
      for (const application of new Set(request.applications)) {
        try {
          const context = await this.desk.contextOf(unit, application);
          const { state } = await unit.decide(applicationDecider, application, await verificationCommand(context), await placeOf(context.known, context.about));
          items.push({ application, ok: true, verification: state.verification?.id ?? null });
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
          items.push({ application, ok: false, problem: { code: error.code, status: error.status, detail: error.message, reason: reasonText(error.code, error.params, error.message) } });
        }
      }
      return { status: 200, body: { items } };
    });
  }

  @Post('applications/:id/visits') @Allow('village', 'town') @ApiOperation({ summary: 'Record a household visit; it also answers an objection that asks for one' })
  visit(@Param('id', ParseUUIDPipe) id: string, @Body() request: VisitRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, async ({ unit, given, assessment }) => ({ type: 'RecordVisit', findings: findingsOf(request, unit.newId()), ...given, ...await assessment() }),
      ({ after }) => ({ visit: after.visits.at(-1)?.visit ?? null }));
  }
}
