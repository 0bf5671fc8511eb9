import { upcastersOf } from '@hearth/event-sourcing';
import { authorisationDecider } from './authorisation/authorisation.decider.ts';
import { enrolmentDecider } from './enrolment/enrolment.decider.ts';
import { householdDecider } from './household/household.decider.ts';
import { personDecider } from './person/person.decider.ts';

/** How everything the registry ever stored becomes what it stores today. */
export const upcasters = upcastersOf(authorisationDecider, enrolmentDecider, householdDecider, personDecider);
