import { Rejection } from '@hearth/event-sourcing';
import { Allow, Asking } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApplicationCommand, Given } from './application.commands.ts';
import { CaseDesk } from './case-desk.ts';
import { BenefitChangeRequest, CareAssessmentRequest } from './requests.ts';

function changeCommand({ kind, from, reason, money, order }: BenefitChangeRequest, given: Given): ApplicationCommand {
  if (kind === 'suspended') return { type: 'SuspendBenefit', from, reason, ...given };
  if (kind === 'ended') return { type: 'EndBenefit', from, reason, ...given };
  const detail = 'money is needed when the amount changes.';
  if (!money) throw new Rejection('invalid', detail, { status: 422, errors: [{ field: 'money', code: 'missing', detail }] });
  return { type: 'ChangeBenefit', order: order ?? null, money: { ...money }, from, reason, ...given };
}

/** Steps 15 and 18, and Tekun's self-care. */
@ApiTags('benefit')
@Controller('applications/:id')
export class BenefitController {
  constructor(@Inject(CaseDesk) private readonly desk: CaseDesk) {}

  @Post('care-assessment') @Allow('village', 'town') @ApiOperation({ summary: 'Tekun: six items of self-care; the grade sets the care allowance' })
  care(@Param('id', ParseUUIDPipe) id: string, @Body() { items, person, on }: CareAssessmentRequest, @Asking() asking: Asking): Promise<object> {
    const { eat, dress, bed, toilet, walk, bathe } = items;
    return this.desk.act(asking, id, async ({ unit, given, assessment }) =>
      ({ type: 'AssessCare', person: person ?? null, items: { eat, dress, bed, toilet, walk, bathe }, on: on ?? unit.today, ...given, ...await assessment() }),
    ({ after }) => ({ grade: after.care.at(-1)?.grade ?? null }));
  }

  @Post('payment-list') @Allow('county-approver', 'county-reviewer', 'soum-social-worker') @ApiOperation({ summary: 'Step 15: the list to finance; one order for the household, each person or each child' })
  async list(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    await this.desk.assessed(asking, id);
    return this.desk.act(asking, id, async ({ given, order }) => ({ type: 'SendPaymentList', order: await order(), ...given }),
      ({ after }) => ({ list: after.orders[0]?.list ?? null, orders: after.orders.map((order) => order.order) }));
  }

  @Post('benefit-changes') @Allow('county-approver', 'county-reviewer', 'soum-social-worker') @ApiOperation({ summary: 'Step 18: change, suspend or end the benefit' })
  change(@Param('id', ParseUUIDPipe) id: string, @Body() request: BenefitChangeRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => changeCommand(request, given));
  }
}
