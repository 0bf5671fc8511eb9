import type { Tx } from '@hearth/event-store';
import { isWithin } from '@hearth/kernel';
import { readRules, type Scorecard } from '@hearth/rules';
import { namedId, type StagedUnit } from '@hearth/service-host';
import type { FormulaLibrary } from '../formula/formula-library.ts';
import { alertName, type Finding } from './alert.ts';
import { watchAlertDecider } from './alert.decider.ts';
import { findAlerts, type Watched } from './find-alerts.ts';
import { bunchedByFormula, finishedScorings, type FinishedScoring, scoredRegions } from './scored-formulas.ts';
import { editionsOf, REGION, type WatchedCase, watchedCases, watchedRegions } from './watched-cases.ts';

/** What a look at the numbers came to. */
export interface WatchRun { readonly regions: number; readonly households: number; readonly found: number; readonly raised: number; readonly renewed: number }

/** Looks at an officer's area, county by county: memory holds one. */
export async function lookEverywhere(unit: StagedUnit, library: FormulaLibrary, scope: string): Promise<WatchRun> {
  const scorings = await finishedScorings(unit.tx);
  const regions = new Set([...await watchedRegions(unit.tx), ...await scoredRegions(unit.tx, scorings, REGION)]);
  const run = { regions: 0, households: 0, found: 0, raised: 0, renewed: 0 };
  for (const region of regions) {
    if (!isWithin(region, scope) && !isWithin(scope, region)) continue;
    const { households, findings } = await look(unit.tx, library, scorings, isWithin(region, scope) ? region : scope);
    run.regions += 1;
    run.households += households;
    run.found += findings.length;
    for (const finding of findings) for (const { type } of await notice(unit, finding)) run[type === 'WatchAlertRaised' ? 'raised' : 'renewed'] += 1;
  }
  return run;
}

/** One county or soum, or the part of it that the officer sees. */
async function look(tx: Tx, library: FormulaLibrary, scorings: readonly FinishedScoring[], region: string): Promise<{ readonly households: number; readonly findings: readonly Finding[] }> {
  const cases = await watchedCases(tx, region), findings: Finding[] = [];
  for (const ruleSet of new Set(cases.map((one) => one.ruleSet))) {
    findings.push(...findAlerts({ region, ruleSet, cases: cases.filter((one) => one.ruleSet === ruleSet), scorecardOf: await scorecards(tx, ruleSet) }));
  }
  for (const scoring of scorings) findings.push(...await bunchedByFormula(tx, library, scoring, region));
  return { households: new Set(cases.map(({ household }) => household)).size, findings };
}

async function notice(unit: StagedUnit, finding: Finding): Promise<readonly { readonly type: string }[]> {
  const id = namedId(alertName(finding));
  return (await unit.decide(watchAlertDecider, id, { type: 'Notice', finding }, { household: null, area: finding.area, key: id })).events;
}

/** The scorecard of the edition that was in force when a case was assessed. */
async function scorecards(tx: Tx, ruleSet: string): Promise<Watched['scorecardOf']> {
  const editions = (await editionsOf(tx, ruleSet)).map(({ from, document }): { from: string; scorecard: Scorecard | null } => ({ from, scorecard: readRules(document).scorecard }));
  return ({ madeAt }: WatchedCase) => editions.findLast(({ from }) => from <= madeAt)?.scorecard ?? null;
}
