import type { Decider } from '@hearth/event-sourcing';
import type { ApplicationCommand } from './application.commands.ts';
import type { ApplicationEvent } from './application.events.ts';
import { type ApplicationState, initialState } from './application.state.ts';
import { evolve } from './application.ts';
import { benefitDecisions } from './benefit.decider.ts';
import { communityDecisions } from './community.decider.ts';
import { countyDecisions } from './county.decider.ts';
import type { Decisions } from './guard.ts';
import { intakeDecisions } from './intake.decider.ts';
import { meansTestDecisions } from './means-test.decider.ts';

const decisions: Decisions<ApplicationCommand> = { ...intakeDecisions, ...meansTestDecisions, ...communityDecisions, ...countyDecisions, ...benefitDecisions };

type AnyDecision = (state: ApplicationState, command: ApplicationCommand) => readonly ApplicationEvent[];

/** One application, from the village to the bank. */
export const applicationDecider: Decider<ApplicationCommand, ApplicationEvent, ApplicationState> = {
  stream: 'application',
  initial: initialState,
  decide: (command, state) => (decisions[command.type] as AnyDecision)(state, command),
  evolve,
};
