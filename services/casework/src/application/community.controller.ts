import type { KeyProvider } from '@hearth/event-store';
import { Allow, Asking, KEYS } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseDesk } from './case-desk.ts';
import { FlagRequest, MeetingRequest, NoticeRequest, ObjectionRequest, ProposalRequest, PublicationRequest, ReviewAnswerRequest } from './requests.ts';

/** Steps 6 to 10, and what the county publishes and tells. */
@ApiTags('community validation')
@Controller('applications/:id')
export class CommunityController {
  constructor(@Inject(CaseDesk) private readonly desk: CaseDesk, @Inject(KEYS) private readonly keys: KeyProvider) {}

  @Post('meetings') @Allow('town') @ApiOperation({ summary: 'Step 6: the appraisal meeting and its votes' })
  meet(@Param('id', ParseUUIDPipe) id: string, @Body() request: MeetingRequest, @Asking() asking: Asking): Promise<object> {
    const { on, present, representatives, yes, no, abstained } = request;
    return this.desk.act(asking, id, ({ given }) => ({ type: 'HoldMeeting', on, present, representatives, yes, no, abstained, ...given }), ({ after }) => ({ result: after.meetings.at(-1)?.result ?? null }));
  }

  @Post('publications') @Allow('town', 'county-reviewer') @ApiOperation({ summary: 'Steps 7 and 13: post a publication' })
  async publish(@Param('id', ParseUUIDPipe) id: string, @Body() { stage }: PublicationRequest, @Asking() asking: Asking): Promise<object> {
    await this.desk.assessed(asking, id);
    return this.desk.act(asking, id, async ({ given, people }) => ({ type: 'PostPublication', stage, people: await people(), ...given }), ({ after }) => {
      const posted = after.publications.at(-1);
      return { stage, postedOn: posted?.postedOn, until: posted?.until, sheet: `/api/casework/publications/${id}/${stage}` };
    });
  }

  @Post('objections') @Allow('village', 'town', 'county-reviewer') @ApiOperation({ summary: 'Record an objection to a publication; anybody may raise one' })
  async object(@Param('id', ParseUUIDPipe) id: string, @Body() { stage, text }: ObjectionRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, async ({ unit, about, given }) =>
      ({ type: 'RaiseObjection', objection: unit.newId(), stage, text: text ? await this.keys.seal(about.applicant, text) : null, ...given }),
    ({ after }) => ({ objection: after.objections.at(-1)?.objection ?? null }));
  }

  @Post('notices') @Allow('town', 'county-reviewer', 'county-approver', 'soum-social-worker') @ApiOperation({ summary: 'Steps 8 and 14: the family has been told' })
  inform(@Param('id', ParseUUIDPipe) id: string, @Body() { step }: NoticeRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'Inform', step, ...given }), ({ after }) => ({ result: after.notices.at(-1)?.result ?? null }));
  }

  @Post('reviews') @Allow('town') @ApiOperation({ summary: 'Step 9: the family is not content with the finding' })
  requestReview(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'RequestReview', ...given }));
  }

  @Post('reviews/answer') @Allow('town') @ApiOperation({ summary: 'Answer the review; never by the one whose finding it is' })
  answerReview(@Param('id', ParseUUIDPipe) id: string, @Body() { result, reason }: ReviewAnswerRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'AnswerReview', result, reason, ...given }));
  }

  @Post('flags') @Allow('town', 'county-reviewer') @ApiOperation({ summary: 'Mark as doubtful or reported: such cases are always visited' })
  flag(@Param('id', ParseUUIDPipe) id: string, @Body() { flag, reason }: FlagRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'Flag', flag, reason, ...given }));
  }

  @Post('proposal') @Allow('town') @ApiOperation({ summary: 'Step 10: forward to the county with a proposal, for or against' })
  forward(@Param('id', ParseUUIDPipe) id: string, @Body() { proposal, reason }: ProposalRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, ({ given }) => ({ type: 'Forward', proposal, reason, ...given }), async ({ known, about, after, unit }) => {
      const rule = after.ruleSet?.procedure.spotCheck;
      if (rule) await known.put('received', id, { application: id, area: about.area, programme: about.programme, receivedOn: unit.today, share: rule.share, workingDays: rule.windowWorkingDays });
      return {};
    });
  }
}
