import { type About, type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { type Asking, Commands, Rows, type StagedUnit } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { followExclusions } from '../exclusion/follow-up.ts';
import { basisOf, enrolmentsOf, peopleOf, personsById } from '../known/household.ts';
import { applicationRows } from '../projections/application.projection.ts';
import type { ApplicationCommand, ApprovalInput, AssessmentInput, Given, KnownPerson, PaymentOrderInput } from './application.commands.ts';
import { applicationDecider } from './application.decider.ts';
import type { ApplicationEvent, Submission } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { paymentListId } from './payment-list.ts';
import { aboutOf, assessmentRunning } from './progress.ts';

/** What a command on one application is built from. */
export interface CaseContext {
  readonly unit: StagedUnit;
  readonly state: ApplicationState;
  readonly about: Submission;
  readonly known: Known;
  readonly given: Given;
  people(): Promise<readonly KnownPerson[]>;
  /** A fresh id and the people counted, should an assessment follow. */
  assessment(): Promise<AssessmentInput>;
  order(): Promise<PaymentOrderInput>;
  approval(): Promise<ApprovalInput>;
}

export interface CaseOutcome extends CaseContext { readonly events: readonly ApplicationEvent[]; readonly after: ApplicationState }

type Unit = Pick<StagedUnit, 'at' | 'today' | 'actor' | 'newId'>;

export const givenBy = ({ at, today, actor }: Unit): Given => ({ at, today, by: { sub: actor.sub, role: actor.role } });

export const assessmentInput = async (unit: Unit, known: Known, household: string): Promise<AssessmentInput> => ({ assessment: unit.newId(), people: await peopleOf(known, household) });

/** Whom the events of an application concern; an assessment waits for what is known here. */
export const placeOf = async (known: Known, { household, area }: Submission): Promise<About> => ({ household, area, basis: await basisOf(known, household) });

async function orderInput(unit: Unit, known: Known, state: ApplicationState): Promise<PaymentOrderInput> {
  const holders = await personsById(known, state.accounts.map((account) => account.holder));
  const shares = Math.max(state.benefit?.shares.length ?? 0, state.assessment.latest?.shares.length ?? 0);
  return {
    list: paymentListId(aboutOf(state), unit.today), ids: Array.from({ length: shares + 1 }, () => unit.newId()),
    names: Object.fromEntries([...holders].map(([person, { name }]) => [person, name])),
  };
}

/** One officer's command on one application. */
@Injectable()
export class CaseDesk {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(KnownFacts) private readonly known: Known, @Inject(Rows) private readonly rows: Rows) {}

  /** Decides in one transaction; `also` adds what must happen together with it, and what the answer says besides. */
  act(asking: Asking, id: string, command: (context: CaseContext) => Promise<ApplicationCommand> | ApplicationCommand, also: (outcome: CaseOutcome) => Promise<object> | object = () => ({})): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const context = await this.contextOf(unit, id);
      const about = await placeOf(context.known, context.about);
      const { state: after, version, events } = await unit.decide(applicationDecider, id, await command(context), about, { ifMatch: asking.ifMatch });
      await followExclusions(unit, after, events, context.people, about);
      const more = await also({ ...context, events, after });
      return { status: 200, version, body: { id, status: after.status, events: events.map((event) => event.type), ...more } };
    });
  }

  /** Waits a moment for an assessment that is on its way: the officer has just recorded what led to it. */
  async assessed(asking: Asking, id: string): Promise<void> {
    await this.commands.heard('assessment', async () => {
      const row = await this.rows.find(applicationRows, id, { officer: asking.officer, asOf: null });
      return row && assessmentRunning(row.state) ? null : true;
    });
  }

  async contextOf(unit: StagedUnit, id: string): Promise<CaseContext> {
    const { state } = await unit.load(applicationDecider, id);
    const about = aboutOf(state);
    const known = this.known.within(unit.tx, about.household);
    const order = (): Promise<PaymentOrderInput> => orderInput(unit, known, state);
    return {
      unit, state, about, known, given: givenBy(unit), order,
      people: () => peopleOf(known, about.household),
      assessment: () => assessmentInput(unit, known, about.household),
      approval: async () => ({ approval: unit.newId(), enrolments: await enrolmentsOf(known, about.household), order: await order() }),
    };
  }
}
