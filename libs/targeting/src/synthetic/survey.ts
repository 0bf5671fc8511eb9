import { SplitMix } from '../random.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import { drawAnswers, FURTHER_VARIABLES, PRR_VARIABLES, type Answers } from './answers.ts';
import { drawLatent, STRATA, type Latent } from './households.ts';
import { normalQuantile } from './normal-quantile.ts';

/** The margins of the paper, and what the conventions derive from it. */
export const MARGINS = { households: 3308, withChildren: 434_000, withoutChildren: 106_000, poor: 146_000, extremePoor: 38_400, line: 24_000, sigma: 0.6, transfer: 3_000 } as const;
/** The seed of the survey that the laboratory shows. */
export const PAPER_SEED = 20;

interface Drawn { readonly latent: Latent; readonly answers: Answers; weight: number; consumption: number }

/** A synthetic survey with its two column maps: C's questions, which are the PRR's, and C1's. */
export interface SyntheticSurvey { readonly csv: string; readonly prrMap: ColumnMap; readonly fullMap: ColumnMap; readonly extremeLine: number }

/** Makes the 2002-like survey of a seed. Everything in it is invented; README.md says what is calibrated to what. */
export function syntheticSurvey(seed = PAPER_SEED): SyntheticSurvey {
  const households = draw(new SplitMix(seed));
  weigh(households);
  const extremeLine = spend(households);
  postStratify(households, extremeLine);
  const base: Omit<ColumnMap, 'variables'> = {
    household: 'household', weight: 'weight', stratum: 'stratum', cluster: 'psu', consumption: { column: 'consumption', of: 'total', scale: 'level', period: 'month', currency: 'MNT' },
    size: 'size', children: 'children', urban: 'urban', area: 'aimag', beneficiary: null, fold: null, replicates: [], line: MARGINS.line, extremeLine,
  };
  return { csv: csvOf(households), extremeLine, prrMap: { ...base, variables: PRR_VARIABLES }, fullMap: { ...base, variables: [...PRR_VARIABLES, ...FURTHER_VARIABLES] } };
}

function draw(random: SplitMix): Drawn[] {
  const households: Drawn[] = [];
  for (const stratum of STRATA) {
    const inStratum = Math.round(MARGINS.households * stratum.share);
    const effects = Array.from({ length: stratum.psus }, () => 0.35 * random.normal());
    for (let i = 0; i < inStratum; i++) {
      const psu = i % stratum.psus, aimag = stratum.area === 'capital' ? 'capital' : `aimag-${1 + (psu % 21)}`;
      const latent = drawLatent(random, stratum, `${stratum.name}-${psu + 1}`, aimag, effects[psu]!);
      households.push({ latent, answers: drawAnswers(random, latent), weight: 0.6 + 0.8 * random.uniform(), consumption: 0 });
    }
  }
  return households;
}

const scale = (households: readonly Drawn[], total: number): void => {
  const sum = households.reduce((all, { weight }) => all + weight, 0);
  for (const household of households) household.weight *= total / sum;
};
const withChildren = ({ latent }: Drawn): boolean => latent.children > 0;

function weigh(households: readonly Drawn[]): void {
  scale(households.filter(withChildren), MARGINS.withChildren);
  scale(households.filter((one) => !withChildren(one)), MARGINS.withoutChildren);
}

/** Gives each household the consumption of its rank: among those with children log-normal with σ 0.6 and the paper's share below the line; others by the same scale. Answers the extreme line. */
function spend(households: readonly Drawn[]): number {
  const ranked = households.filter(withChildren).toSorted((a, b) => a.latent.welfare - b.latent.welfare);
  const mean = Math.log(MARGINS.line) - MARGINS.sigma * normalQuantile(MARGINS.poor / MARGINS.withChildren);
  let reached = 0;
  const scaleOf: { welfare: number; log: number }[] = [];
  for (const one of ranked) {
    const log = mean + MARGINS.sigma * normalQuantile((reached + one.weight / 2) / MARGINS.withChildren);
    reached += one.weight;
    one.consumption = Math.exp(log);
    scaleOf.push({ welfare: one.latent.welfare, log });
  }
  let next = 0;
  for (const one of households.filter((each) => !withChildren(each)).toSorted((a, b) => a.latent.welfare - b.latent.welfare)) {
    while (next < scaleOf.length - 1 && scaleOf[next]!.welfare < one.latent.welfare) next++;
    one.consumption = Math.exp(scaleOf[next]!.log + 0.6 * (one.latent.welfare - scaleOf[next]!.welfare));
  }
  for (const one of households) one.consumption = Math.round(one.consumption * one.latent.size) / one.latent.size;
  return Math.round(Math.exp(mean + MARGINS.sigma * normalQuantile(MARGINS.extremePoor / MARGINS.withChildren)));
}

/** Brings the weights of the extreme poor, the other poor and the rest of the households with children to their margins; rounding and ranks had moved them by less than 1 %. */
function postStratify(households: readonly Drawn[], extremeLine: number): void {
  const families = households.filter(withChildren);
  scale(families.filter(({ consumption }) => consumption < extremeLine), MARGINS.extremePoor);
  scale(families.filter(({ consumption }) => consumption >= extremeLine && consumption < MARGINS.line), MARGINS.poor - MARGINS.extremePoor);
  scale(families.filter(({ consumption }) => consumption >= MARGINS.line), MARGINS.withChildren - MARGINS.poor);
}

function csvOf(households: readonly Drawn[]): string {
  const asked = [...PRR_VARIABLES, ...FURTHER_VARIABLES].map(({ column }) => column);
  const lines = households.map(({ latent, answers, weight, consumption }, i) => [
    `h${String(i + 1).padStart(4, '0')}`, weight, latent.stratum.name, latent.psu, latent.aimag, latent.stratum.urban ? 1 : 0, Math.round(consumption * latent.size), ...asked.map((column) => answers[column]),
  ].join(','));
  return `${['household', 'weight', 'stratum', 'psu', 'aimag', 'urban', 'consumption', ...asked].join(',')}\n${lines.join('\n')}\n`;
}
