import { pointsOf, type Scorecard } from '@hearth/rules';
import {
  type AnswerHistory, type AppliedScore, bunching, BUNCHING_METHOD, drift, DRIFT_METHOD, type EditedAnswers, type Misapplied, misapplied, MISAPPLIED_METHOD, REPEATED_EDITS_METHOD, repeatedEdits, type ScoredWeight, turnedByEdits,
} from '@hearth/targeting';
import type { Finding } from './alert.ts';
import { scoredAnswers, type WatchedCase } from './watched-cases.ts';

/** Level of every test: of what is named, at most this share is expected to be named by chance. */
export const LEVEL = 0.01;

/** A region's cases under one rule set, and the scorecard that counted when each was assessed. */
export interface Watched { readonly region: string; readonly ruleSet: string; readonly cases: readonly WatchedCase[]; readonly scorecardOf: (one: WatchedCase) => Scorecard | null }

/** Everything that the numbers of one region show about one rule set. Pure. */
export const findAlerts = (watched: Watched): readonly Finding[] => [...bunched(watched), ...drifting(watched, 'officer'), ...drifting(watched, 'area'), ...edited(watched), ...carriedOutOtherwise(watched)];

const about = ({ region, ruleSet }: Watched): Pick<Finding, 'area' | 'officer' | 'formula' | 'variable' | 'level'> => ({ area: region, officer: null, formula: ruleSet, variable: null, level: null });
const rounded = (numbers: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value.toPrecision(6))]));

/** Scores with every answer known; the rest have no place on the scale. */
const complete = ({ score }: WatchedCase): boolean => score.contributions.every(({ answer }) => answer !== null);

function bunched(watched: Watched): Finding[] {
  const cases = watched.cases.filter(complete), cutoff = cases[0]?.score.threshold;
  return cutoff === undefined ? [] : bunchedScores({ area: watched.region, formula: watched.ruleSet }, cases.filter(({ score }) => score.threshold === cutoff).map(({ score }) => ({ score: score.points })), cutoff, 'above');
}

/** Whether scores of an area bunch on the eligible side of a cut-off. */
export function bunchedScores(where: Pick<Finding, 'area' | 'formula'>, scores: readonly ScoredWeight[], cutoff: number, eligible: 'above' | 'below'): Finding[] {
  const found = bunching(scores, { cutoff, eligible });
  if (found === null || found.p > LEVEL) return [];
  const { inside, outside, excess, z, p, binWidth, households } = found;
  return [{ kind: 'bunching', officer: null, variable: null, level: null, ...where, households, method: BUNCHING_METHOD, numbers: { cutoff, ...rounded({ binWidth, inside: inside.found, insideExpected: inside.expected, outside: outside.found, outsideExpected: outside.expected, excess, z, p }) } }];
}

/** Who took the last statement down before the assessment; null where that was never heard. */
const officerOf = ({ versions }: WatchedCase): string | null => versions.at(-1)?.officer ?? null;

function drifting(watched: Watched, by: 'officer' | 'area'): Finding[] {
  const households = watched.cases.flatMap((one) => {
    const group = by === 'area' ? one.area : officerOf(one);
    return group === null ? [] : [{ group, answers: scoredAnswers(one.score) }];
  });
  return drift(households, { level: LEVEL }).map(({ group, variable, level, households: own, own: value, neighbours, difference, z, p, q }) => ({
    kind: 'drift', ...about(watched), ...(by === 'area' ? { area: group } : { officer: group }), variable, level, households: own, method: DRIFT_METHOD,
    numbers: { ...rounded({ value, neighboursValue: neighbours.value, difference, z, p, q }), neighbours: neighbours.groups, neighboursHouseholds: neighbours.households },
  }));
}

function edited(watched: Watched): Finding[] {
  const byHousehold = new Map(watched.cases.map((one) => [one.household, one]));
  const histories = watched.cases.flatMap((one): AnswerHistory[] => {
    const group = officerOf(one);
    return group === null ? [] : [{ household: one.household, group, versions: one.versions.map(({ answers }) => answers) }];
  });
  const turned = histories.flatMap((history) => turnedByEdits([history], outcomeOf(watched, byHousehold.get(history.household))));
  return repeatedEdits(histories, turned, { level: LEVEL }).map(({ group, households, turned: own, toEligible, others, variables, p, q }) => ({
    kind: 'repeated-edits', ...about(watched), officer: group, variable: variables[0]?.variable ?? null, households, method: REPEATED_EDITS_METHOD,
    numbers: { turned: own, toEligible, othersHouseholds: others.households, othersTurned: others.turned, variables: variables.map((one) => `${one.variable} ${one.households}`).join(', '), ...rounded({ p, q }) },
  }));
}

/** Whether the scorecard finds a household poor by these answers; what is counted, not answered, stays as it was scored. */
function outcomeOf({ scorecardOf }: Watched, one: WatchedCase | undefined): (answers: EditedAnswers) => boolean | null {
  const scorecard = one === undefined ? null : scorecardOf(one);
  if (one === undefined || scorecard === null) return () => null;
  const counted = scorecard.variables.filter(({ count }) => count !== null).map(({ variable }) => variable);
  const fixed = Object.entries(scoredAnswers(one.score)).filter(([variable]) => counted.includes(variable));
  return (answers) => {
    const { points, threshold } = pointsOf(scorecard, new Map([...Object.entries(answers), ...fixed]));
    return points === null ? null : points > threshold;
  };
}

function carriedOutOtherwise(watched: Watched): Finding[] {
  return misapplied(watched.cases.flatMap((one) => appliedScore(watched, one))).map(({ group, households, cases: _, design, recorded, ...counts }: Misapplied) => ({
    kind: 'misapplied', ...about(watched), area: group, households, method: MISAPPLIED_METHOD,
    numbers: { ...counts, designExcluded: design.excluded, designIncluded: design.included, recordedExcluded: recorded.excluded, recordedIncluded: recorded.included },
  }));
}

/** A household paid as poor was found so; one that was not may have failed another condition, so its score speaks for itself. */
function appliedScore({ scorecardOf }: Watched, one: WatchedCase): AppliedScore[] {
  const scorecard = scorecardOf(one);
  if (scorecard === null) return [];
  const { points, threshold } = pointsOf(scorecard, new Map(Object.entries(scoredAnswers(one.score))));
  const said = complete(one) ? one.score.points : null;
  return [{
    household: one.household, group: one.area, poor: one.poor, recorded: { score: said, eligible: one.result === 'eligible' || (said === null ? null : said > one.score.threshold) },
    recomputed: { score: points, eligible: points === null ? null : points > threshold },
  }];
}
