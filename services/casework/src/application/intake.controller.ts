import type { ApplicationDocument } from '@hearth/contracts';
import type { KeyProvider } from '@hearth/event-store';
import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, KEYS } from '@hearth/service-host';
import { Body, Controller, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { openApplication } from '../exclusion/exclusions.ts';
import { authorisationFor, householdOf, peopleOf, personsById } from '../known/household.ts';
import { ruleSetInForce } from '../known/rule-sets.ts';
import { applicationDecider } from './application.decider.ts';
import type { Account } from './application.events.ts';
import { CaseDesk, givenBy } from './case-desk.ts';
import { type DocumentRequest, DocumentsRequest, SubmitRequest } from './requests.ts';

const FIELD = ['village', 'town', 'bagh-governor', 'soum-social-worker'] as const;

const documentsOf = (documents: readonly DocumentRequest[]): readonly ApplicationDocument[] => documents.map(({ kind, person }) => ({ kind, person: person ?? null }));

/** Steps 1 to 4. Anyone may apply; nobody at the door may refuse. */
@ApiTags('applications')
@Controller('applications')
export class IntakeController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(CaseDesk) private readonly desk: CaseDesk, @Inject(KnownFacts) private readonly known: Known, @Inject(KEYS) private readonly keys: KeyProvider) {}

  @Post() @Allow(...FIELD) @ApiOperation({ summary: 'Step 1: submit an application' })
  async submit(@Body() request: SubmitRequest, @Asking() asking: Asking): Promise<object> {
    const { household, programme, applicant } = request;
    const { area } = await this.commands.heard('household', () => householdOf(this.known, household));
    if (request.authorisation !== undefined) await this.heardOf('authorisation', request.authorisation);
    await this.commands.heard('applicant', async () => ((await personsById(this.known, [applicant])).has(applicant) ? true : null));
    return this.commands.run(asking, async (unit) => {
      const known = this.known.within(unit.tx, household);
      const application = request.id ?? unit.newId();
      const submission = {
        application, number: `A-${application.slice(0, 8).toUpperCase()}`, household, area, programme, applicant, authorisation: request.authorisation ?? null,
        documents: documentsOf(request.documents), accounts: await this.accountsOf(request), relativeOfStaff: request.relativeOfStaff ?? false,
      };
      const about = { household, area };
      const { version } = await unit.decide(applicationDecider, application,
        { type: 'Submit', submission, ruleSet: await ruleSetInForce(known, programme, area, unit.today), people: await peopleOf(known, household), ...givenBy(unit) }, about);
      await openApplication(unit, household, { application, programme }, about);
      await known.put('case', application, { programme });
      return { status: 201, version, body: { id: application, number: submission.number, status: 'submitted' }, location: `/api/casework/applications/${application}` };
    });
  }

  @Post(':id/documents') @Allow(...FIELD) @ApiOperation({ summary: 'Add documents that were missing' })
  supply(@Param('id', ParseUUIDPipe) id: string, @Body() request: DocumentsRequest, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, async ({ given, people }) => ({ type: 'SupplyDocuments', documents: documentsOf(request.documents), people: await people(), ...given }));
  }

  @Post(':id/check') @Allow('town', 'soum-social-worker') @ApiOperation({ summary: 'Steps 2 to 4: accept, or return with everything that is missing in one notice' })
  check(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.desk.act(asking, id, async ({ unit, state, about, known, given, assessment }) => ({
      type: 'Check', ruleSet: await ruleSetInForce(known, about.programme, about.area, unit.today),
      authorisation: await authorisationFor(known, about.household, about.programme, state.authorisation), ...given, ...await assessment(),
    }), ({ after }) => (after.status === 'returned' ? { missing: after.returned?.missing ?? [] } : { ruleSet: after.ruleSet?.id ?? null }));
  }

  private heardOf(kind: string, id: string): Promise<object> { return this.commands.heard(kind, () => this.known.get<object>(kind, id)); }

  private async accountsOf({ account, accounts = [] }: SubmitRequest): Promise<readonly Account[]> {
    const sealed = (holder: string, number: string): Promise<Account['number']> => this.keys.seal(holder, number.replaceAll(' ', '').toUpperCase());
    const single = await Promise.all(accounts.map(async ({ person, holder, number }) => ({ person, holder, number: await sealed(holder, number) })));
    return [{ person: null, holder: account.holder, number: await sealed(account.holder, account.number) }, ...single];
  }
}
