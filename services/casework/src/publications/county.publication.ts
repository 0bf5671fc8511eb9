import type { SpotCheckDrawn } from '@hearth/contracts';
import type { Publication } from '@hearth/messaging';
import type { DrawEvent } from '../spot-check/draw.decider.ts';
import { say } from './say.ts';

/** About no single household: its key is the draw. */
const spotCheckDrawn: Publication = {
  on: 'SpotCheckDrawn',
  publish: (event) => {
    const { draw, area, seed, frameHash, frame, drawn, always, at } = event.data as Extract<DrawEvent, { type: 'SpotCheckDrawn' }>['data'];
    const data: SpotCheckDrawn = { draw, area, seed, frameHash, frame, drawn, always, at };
    return { type: 'hearth.casework.SpotCheckDrawn', version: 1, data, key: draw };
  },
};

export const countyPublications: readonly Publication[] = [
  spotCheckDrawn,
  say('OpinionGiven', 'hearth.casework.OpinionGiven', ({ opinion, reason, at }, ids) => ({ ...ids, opinion, reason, at })),
  say('SpotCheckRecorded', 'hearth.casework.SpotCheckRecorded', ({ draw, visitors, on, finding }, ids) => ({ ...ids, draw, visitors, on, finding })),
  say('BenefitApproved', 'hearth.casework.BenefitApproved', ({ approval, programme, of, money, shares, from, assessment, ruleSet, by }, ids) =>
    ({ ...ids, approval, programme, of, money, shares, from, assessment, ruleSet, by })),
  say('BenefitRefused', 'hearth.casework.BenefitRefused', ({ reasons, final, on }, ids) => ({ ...ids, reasons, final, on })),
  say('ReconsiderationRequested', 'hearth.casework.ReconsiderationRequested', ({ reconsideration, on }, ids) => ({ ...ids, reconsideration, on })),
  say('ReconsiderationDecided', 'hearth.casework.ReconsiderationDecided', ({ reconsideration, result, by, on }, ids) => ({ ...ids, reconsideration, result, by, on })),
];
