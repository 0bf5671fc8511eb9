import type { Publication } from '@hearth/messaging';
import { say } from './say.ts';

export const communityPublications: readonly Publication[] = [
  say('MeetingHeld', 'hearth.casework.MeetingHeld', ({ on, present, representatives, yes, no, abstained, result }, ids) => ({ ...ids, on, present, representatives, yes, no, abstained, result })),
  say('PublicationPosted', 'hearth.casework.PublicationPosted', ({ stage, postedOn, until, content }, ids) =>
    ({ ...ids, stage, postedOn, until, members: content.members, minors: content.minors, money: content.money })),
  say('PublicationEnded', 'hearth.casework.PublicationEnded', ({ stage, on, objections }, ids) => ({ ...ids, stage, on, objections })),
  say('ObjectionRaised', 'hearth.casework.ObjectionRaised', ({ objection, stage, on }, ids) => ({ ...ids, objection, stage, on })),
  say('ApplicantInformed', 'hearth.casework.ApplicantInformed', ({ step, on, result }, ids) => ({ ...ids, step, on, result })),
  say('ReviewRequested', 'hearth.casework.ReviewRequested', ({ on }, ids) => ({ ...ids, step: 9, on })),
  say('ProposalForwarded', 'hearth.casework.ProposalForwarded', ({ proposal, reason, at }, ids) => ({ ...ids, proposal, reason, at })),
];
