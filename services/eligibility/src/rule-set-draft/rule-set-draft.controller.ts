import { validateEvent, type RuleSetDocument } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { type CommandAnswer, Allow, Asking, Commands, type List, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject, IsString, Length } from 'class-validator';
import { type RuleSetDraftRow, ruleSetDraftRows } from '../projections/rule-set-draft.projection.ts';
import { contentHash, inForceOf, ruleSetId } from '../rule-set/rule-set-files.ts';
import { ruleSetDecider } from '../rule-set/rule-set.decider.ts';
import { type Difference, differences } from './differences.ts';
import { type RuleSetDraftCommand, ruleSetDraftDecider } from './rule-set-draft.decider.ts';
import { SimulateDraft } from './simulate-draft.ts';

export class WriteRuleSetRequest {
  @ApiProperty({ type: Object, description: 'The whole document, as contracts/eligibility/rule-set.v1.json and libs/rules/rule-sets/README.md say' }) @IsObject() document!: object;
  @ApiProperty({ description: 'What changes and why, for the approver' }) @IsString() @Length(5, 1000) note!: string;
}
export class RejectRuleSetRequest { @ApiProperty() @IsString() @Length(5, 1000) reason!: string }

const READERS = ['rule-author', 'rule-approver', 'analyst', 'auditor'] as const;
const ABOUT = { household: null, area: null } as const;

/** Rule sets are changed by two people without a release: one writes and tries, the other approves, and from then on it is in force. */
@ApiTags('rule set drafts')
@Controller('rule-set-drafts')
export class RuleSetDraftController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(SimulateDraft) private readonly simulateDraft: SimulateDraft) {}

  @Get() @Allow(...READERS) @ApiOperation({ summary: 'All drafts, without their documents' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<Omit<RuleSetDraftRow, 'document'>> | string> {
    return this.rows.answer(ruleSetDraftRows, asking, query, {
      filters: ['ruleSet', 'status'], sortable: ['draftedAt', 'ruleSet', 'status'], defaultSort: '-draftedAt',
      show: (page) => page.map(({ document: _, ...line }) => line), columns: ['id', 'ruleSet', 'status', 'note', 'contentHash', 'draftedAt', 'decidedBy', 'reason'],
    });
  }

  @Get(':id') @Allow(...READERS) @ApiOperation({ summary: 'One draft with its document and its simulation' })
  one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<RuleSetDraftRow> { return this.rows.get(ruleSetDraftRows, id, asking); }

  @Get(':id/differences') @Allow(...READERS) @ApiOperation({ summary: 'Where the draft differs from the rule set of that name in force' })
  async differences(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<{ against: string | null; items: readonly Difference[] }> {
    const draft = await this.rows.get(ruleSetDraftRows, id, asking);
    const current = await this.simulateDraft.inForce(draft.ruleSet);
    return { against: current?.contentHash ?? null, items: differences(current?.document ?? {}, draft.document) };
  }

  @Post() @Allow('rule-author') @ApiOperation({ summary: 'Begin a draft; a wrong document is refused with the path of its fault' })
  begin(@Body() { document, note }: WriteRuleSetRequest, @Asking() asking: Asking): Promise<object> {
    const checked = checkedDocument(document);
    return this.commands.run(asking, async (unit) => {
      const id = unit.newId();
      const { version } = await unit.decide(ruleSetDraftDecider, id, { type: 'DraftRuleSet', ruleSet: checked.id, document: checked, contentHash: contentHash(checked), note, by: unit.actor.sub }, { ...ABOUT, key: id });
      return { status: 201, body: { id }, version, location: `/api/eligibility/rule-set-drafts/${id}` };
    });
  }

  @Post(':id/revisions') @HttpCode(200) @Allow('rule-author') @ApiOperation({ summary: 'Write it anew; what was simulated before counts no more' })
  revise(@Param('id', ParseUUIDPipe) id: string, @Body() { document, note }: WriteRuleSetRequest, @Asking() asking: Asking): Promise<object> {
    const checked = checkedDocument(document);
    return this.act(id, asking, (by) => ({ type: 'ReviseDraft', document: checked, contentHash: contentHash(checked), note, by }));
  }

  @Post(':id/simulations') @HttpCode(200) @Allow('rule-author', 'rule-approver') @ApiOperation({ summary: 'Try it on the households this service knows, against what is in force' })
  async simulate(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const simulation = await this.simulateDraft.run(id);
    return this.act(id, asking, (by) => ({ type: 'RecordSimulation', simulation, by }));
  }

  @Post(':id/approval') @HttpCode(200) @Allow('rule-approver') @ApiOperation({ summary: 'Approve what another has written and put it in force' })
  approve(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit): Promise<CommandAnswer> => {
      const { state: { document, ruleSet } } = await unit.load(ruleSetDraftDecider, id);
      const { state: { current } } = await unit.load(ruleSetDecider, ruleSetId(ruleSet));
      const { version } = await unit.decide(ruleSetDraftDecider, id, { type: 'ApproveDraft', by: unit.actor.sub, inForce: current?.contentHash ?? null }, { ...ABOUT, key: id }, { ifMatch: asking.ifMatch });
      const key = ruleSetId(ruleSet);
      await unit.decide(ruleSetDecider, key, { type: 'PutInForce', ruleSet: inForceOf(document as RuleSetDocument), from: 'draft' }, { ...ABOUT, key });
      return { status: 200, body: { id, ruleSet }, version };
    });
  }

  @Post(':id/rejection') @HttpCode(200) @Allow('rule-approver', 'rule-author') @ApiOperation({ summary: 'Close it without effect, with the reason' })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RejectRuleSetRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(id, asking, (by) => ({ type: 'RejectDraft', reason, by }));
  }

  private act(id: string, asking: Asking, command: (by: string) => RuleSetDraftCommand): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { version } = await unit.decide(ruleSetDraftDecider, id, command(unit.actor.sub), { ...ABOUT, key: id }, { ifMatch: asking.ifMatch });
      return { status: 200, body: { id }, version };
    });
  }
}

/** Held against the contract that it will be published under. @throws Rejection rule-set (422) with the paths of its faults */
function checkedDocument(document: object): RuleSetDocument {
  const faults = validateEvent('hearth.eligibility.RuleSetInForce', 1, inForceOf(document as RuleSetDocument));
  const errors = faults.map((fault) => ({ field: fault, code: 'rule-set', detail: 'is not as the schema of rule sets says' }));
  if (errors.length > 0) throw new Rejection('rule-set', 'The document is no rule set by its schema.', { status: 422, errors });
  return document as RuleSetDocument;
}
