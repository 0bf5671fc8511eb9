import { Allow, Asking } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApplicationEvent } from './application.events.ts';
import { CaseDesk } from './case-desk.ts';
import { DecisionRequest, OpinionRequest, ReasonRequest, ReconsiderationDecisionRequest, SpotCheckRequest } from './requests.ts';

const approvalIn = (events: readonly ApplicationEvent[]): object => {
  const approved = events.find((event) => event.type === 'BenefitApproved');
  const orders = events.filter((event) => event.type === 'PaymentOrdered').map((event) => event.data.order);
  return approved ? { approval: approved.data.approval, money: approved.data.money, from: approved.data.from, ...(orders.length > 0 ? { orders } : {}) } : {};
};

/** Steps 11 and 12 and the decisions: opinion, approval and reconsideration are three people's. */
@ApiTags('county')
@Controller('applications/:id')
export class CountyController {
  constructor(@Inject(CaseDesk) private readonly desk: CaseDesk) {}

  @Post('opinion') @Allow('county-reviewer') @ApiOperation({ summary: 'Step 11: the county’s opinion, on a figure that counts' })
  async opinion(@Param('id', ParseUUIDPipe) id: string, @Body() { opinion, reason }: OpinionRequest, @Asking() asking: Asking): Promise<object> {
    await this.desk.assessed(asking, id);
    return this.desk.act(asking, id, ({ given }) => ({ type: 'GiveOpinion', opinion, reason, ...given }));
  }

  @Post('spot-check') @Allow('county-reviewer') @ApiOperation({ summary: 'Step 12: the result of a spot-check visit' })
  spotCheck(@Param('id', ParseUUIDPipe) id: string, @Body() { visitors, on, finding }: SpotCheckRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'RecordSpotCheck', visitors, on, finding, ...given }));
  }

  @Post('decision') @Allow('county-approver', 'soum-social-worker') @ApiOperation({ summary: 'Approve, or refuse with reasons' })
  async decide(@Param('id', ParseUUIDPipe) id: string, @Body() { decision, reason }: DecisionRequest, @Asking() asking: Asking): Promise<object> {
    await this.desk.assessed(asking, id);
    return this.desk.act(asking, id, async ({ given, approval }) => ({ type: 'Decide', decision, reason, ...given, ...await approval() }), ({ events }) => approvalIn(events));
  }

  @Post('reconsiderations') @Allow('village', 'town', 'bagh-governor', 'soum-social-worker', 'county-reconsideration') @ApiOperation({ summary: 'The family asks for reconsideration of a refusal' })
  ask(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ReasonRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, async ({ unit, given, assessment }) => ({ type: 'RequestReconsideration', reconsideration: unit.newId(), reason, ...given, ...await assessment() }),
      ({ after }) => ({ reconsideration: after.reconsiderations.at(-1)?.reconsideration ?? null }));
  }

  @Post('reconsiderations/:rid/decision') @Allow('county-reconsideration', 'soum-social-worker') @ApiOperation({ summary: 'Uphold the refusal or grant the benefit; never by anybody who decided before' })
  async reconsider(@Param('id', ParseUUIDPipe) id: string, @Param('rid', ParseUUIDPipe) rid: string, @Body() { result, reason }: ReconsiderationDecisionRequest, @Asking() asking: Asking): Promise<object> {
    await this.desk.assessed(asking, id);
    return this.desk.act(asking, id, async ({ given, approval }) => ({ type: 'DecideReconsideration', reconsideration: rid, result, reason, ...given, ...await approval() }), ({ events }) => approvalIn(events));
  }
}
