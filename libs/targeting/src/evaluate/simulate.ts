import { Scorer } from '../formula/scorer.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap, VariableMap } from '../survey/column-map.ts';
import type { Role } from '../survey/household-fields.ts';
import { HouseholdReader, type Households } from '../survey/household-reader.ts';
import type { LeftOut } from '../survey/left-out.ts';
import { byEligibility } from './compare.ts';
import { checkProgramme, programmeColumns, type Programme } from './programme.ts';
import { ScoreStore, type ScoreChunk } from './score-store.ts';
import { groupingRoles } from './score-survey.ts';
import { weightedRank } from './weighted-rank.ts';

/** Poverty by the Foster–Greer–Thorbecke measures, percentages. `gap` is the mean shortfall as a share of the line. */
export interface Poverty { readonly households: number; readonly persons: number; readonly gap: number }
/** Households whose money changes, and by how much a month. */
export interface Change { readonly families: number; readonly children: number; readonly money: number }
export interface Simulation {
  readonly families: number;
  readonly children: number;
  readonly costPerMonth: number;
  readonly costPerYear: number;
  /** Whether the cap kept someone out. */
  readonly capped: boolean;
  readonly gain: Change;
  readonly lose: Change;
  /** Persons below the line without any transfer, with the programme, and with the one it is set against. */
  readonly poverty: { readonly without: Poverty; readonly with: Poverty; readonly against: Poverty | null };
  /** Mean payment of a family as a share of the line (the paper's measure), and per head of its members. */
  readonly paymentShareOfLine: number | null;
  readonly perHeadShareOfLine: number | null;
  readonly leftOut: LeftOut;
  /** Households that a formula cannot decide; it pays them nothing. */
  readonly undecided: number;
}

/** Simulates a programme on a whole survey, households without children included, against none or the one in force. */
export async function simulateProgramme(path: string, map: ColumnMap, programme: Programme, against: Programme | null, line: number): Promise<Simulation> {
  const programmes = against ? [programme, against] : [programme];
  programmes.forEach(checkProgramme);
  if (map.size === null) throw new SurveyProblem('column-map', {}, 'column map, size: is needed to reckon consumption per head with the transfer');
  const { store, at, leftOut, undecided } = await readProgrammes(path, map, programmes);
  try {
    return { ...summed(store, line, programmes.map((one, p) => benefitOf(store, at[p]!, one))), leftOut, undecided };
  } finally {
    store.close();
  }
}

/** Columns of the store: a programme's score (NaN = undecided, 0 without a formula) and the benefit it would pay. */
interface Places { readonly score: number; readonly benefit: number }

async function readProgrammes(path: string, map: ColumnMap, programmes: readonly Programme[]): Promise<{ store: ScoreStore; at: Places[]; leftOut: LeftOut; undecided: number }> {
  const variables: VariableMap[] = [], spans = programmes.map((programme) => {
    const own = [...(programme.formula?.variables ?? []), ...programmeColumns(programme)], start = variables.length;
    variables.push(...own);
    return { programme, start, scorer: programme.formula ? new Scorer(programme.formula) : null };
  });
  const formulas = programmes.flatMap(({ formula }) => formula ?? []);
  const reader = await HouseholdReader.open(path, map, { roles: new Set<Role>(['weight', 'consumption', 'size', 'children', ...groupingRoles(formulas, map)]), variables });
  const store = new ScoreStore(2 * programmes.length);
  let undecided = 0;
  for await (const batch of reader.batches()) {
    const columns = spans.flatMap(({ programme, start, scorer }) => [
      scorer ? scorer.score(batch, scorer.formula.variables.map((_, v) => start + v)) : new Float64Array(batch.n), benefits(batch, programme, start + (programme.formula?.variables.length ?? 0)),
    ]);
    for (let i = 0; i < batch.n; i++) if (batch.complete[i] === 1) {
      if (columns.some((one) => Number.isNaN(one[i]))) undecided++;
      store.add(batch.weight[i]!, batch.consumption![i]!, batch.children?.[i] ?? 0, batch.size![i]!, columns, i);
    }
  }
  if (store.households === 0) throw new SurveyProblem('no-households', {}, 'no household is left to simulate');
  return { store, leftOut: reader.leftOut, undecided, at: programmes.map((_, p) => ({ score: 2 * p, benefit: 2 * p + 1 })) };
}

/** What a programme would pay each household of a batch, were it selected. `own` is where the programme's own columns start. */
function benefits(batch: Households, { per, amount, childrenColumn, conditions }: Programme, own: number): Float64Array {
  const counted = childrenColumn === null ? null : batch.variables[own]!, first = own + (childrenColumn === null ? 0 : 1);
  return Float64Array.from({ length: batch.n }, (_, i) => {
    const children = counted?.kind === 'numeric' ? counted.values[i]! : (batch.children?.[i] ?? 1);
    const met = conditions.every(({ oneOf }, c) => { const answers = batch.variables[first + c]!; return answers.kind === 'category' && answers.codes[i]! >= 0 && oneOf.includes(answers.levels[answers.codes[i]!]!); });
    return met && children > 0 ? amount * (per === 'child' ? children : 1) : 0;
  });
}

/** What a household gets, and what it would get were it taken whole. */
interface Benefit { readonly full: (chunk: ScoreChunk, i: number) => number; readonly of: (chunk: ScoreChunk, i: number) => number; readonly capped: boolean }

/** What each household gets: its benefit where it is eligible, under the cap to the poorest first, in part where a group crosses it. */
function benefitOf(store: ScoreStore, { score, benefit }: Places, { formula, cap }: Programme): Benefit {
  const promised = (chunk: ScoreChunk, i: number): number => chunk.scores[benefit]![i]!;
  if (!formula) return { full: promised, of: promised, capped: false };
  const eligible = byEligibility(formula), full = (chunk: ScoreChunk, i: number): number => { const own = chunk.scores[score]![i]!; return Number.isNaN(own) ? 0 : eligible(own) * promised(chunk, i); };
  if (cap === null) return { full, of: full, capped: false };
  const sign = formula.eligibility.poorest === 'lowest' ? 1 : -1;
  const rank = weightedRank(() => store.chunks(), (chunk) => ({ values: chunk.scores[score]!, weight: (i) => chunk.weight[i]! * full(chunk, i), sign }), cap);
  if (!rank || rank.below + rank.at <= cap) return { full, of: full, capped: false };
  const share = (cap - rank.below) / rank.at;
  return { capped: true, full, of: (chunk, i) => { const own = chunk.scores[score]![i]!; return sign * own < sign * rank.value ? full(chunk, i) : own === rank.value ? share * full(chunk, i) : 0; } };
}

function summed(store: ScoreStore, line: number, [own, against]: readonly Benefit[]): Omit<Simulation, 'leftOut' | 'undecided'> {
  const poverty = [new PovertySums(line), new PovertySums(line), new PovertySums(line)] as const, none = { families: 0, children: 0, money: 0 }, gain = { ...none }, lose = { ...none };
  let families = 0, children = 0, cost = 0, perHead = 0;
  for (const chunk of store.chunks()) for (let i = 0; i < chunk.n; i++) {
    const w = chunk.weight[i]!, size = chunk.size[i]!, spent = chunk.consumption[i]!, paid = own!.of(chunk, i), before = against?.of(chunk, i) ?? 0;
    poverty[0].add(w, size, spent);
    poverty[1].add(w, size, spent + paid / size);
    poverty[2].add(w, size, spent + before / size);
    if (paid > 0) {
      const share = paid / own!.full(chunk, i);
      families += w * share;
      children += w * share * chunk.children[i]!;
      cost += w * paid;
      perHead += (w * paid) / size;
    }
    const change = paid > before ? gain : paid < before ? lose : null;
    if (change) {
      change.families += w;
      change.children += w * chunk.children[i]!;
      change.money += w * (paid - before);
    }
  }
  return {
    families, children, costPerMonth: cost, costPerYear: cost * 12, capped: own!.capped, gain, lose,
    poverty: { without: poverty[0].poverty, with: poverty[1].poverty, against: against ? poverty[2].poverty : null },
    paymentShareOfLine: families > 0 ? cost / families / line : null, perHeadShareOfLine: families > 0 ? perHead / families / line : null,
  };
}

class PovertySums {
  private households = 0; private poorHouseholds = 0; private persons = 0; private poorPersons = 0; private short = 0;
  constructor(private readonly line: number) {}

  add(weight: number, size: number, consumption: number): void {
    this.households += weight;
    this.persons += weight * size;
    if (consumption >= this.line) return;
    this.poorHouseholds += weight;
    this.poorPersons += weight * size;
    this.short += weight * size * ((this.line - consumption) / this.line);
  }

  get poverty(): Poverty { return { households: (100 * this.poorHouseholds) / this.households, persons: (100 * this.poorPersons) / this.persons, gap: (100 * this.short) / this.persons }; }
}
