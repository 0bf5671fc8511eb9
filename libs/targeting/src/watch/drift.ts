import { studentTwoSided } from '../distribution/tails.ts';
import { grouped } from './grouped.ts';
import { falseDiscoveryRates, normalTwoSided, overdispersion } from './tests.ts';

/** One household's answers and who took them down where. */
export interface AnsweredBy { readonly group: string; readonly answers: Readonly<Record<string, string | number | null>> }

export interface DriftOptions {
  /** Who is compared with whom: groups of the same name are neighbours. All are, when absent. */
  readonly neighbours?: (group: string) => string;
  /** Households a group must have. */
  readonly fewest?: number;
  /** Level of the false discovery rate. */
  readonly level?: number;
  /** Differences smaller than this many standard deviations are no alert, however certain. */
  readonly smallest?: number;
}

/** The answers of a group against those of all its neighbours. */
export interface Drift {
  readonly group: string;
  readonly variable: string;
  /** The answer whose share differs; null = the mean of a number does. */
  readonly level: string | null;
  readonly households: number;
  readonly own: number;
  readonly neighbours: { readonly households: number; readonly groups: number; readonly value: number };
  /** Difference in standard deviations of one household. */
  readonly difference: number;
  readonly z: number;
  readonly p: number;
  /** After correction for everything that was compared. */
  readonly q: number;
}

export const DRIFT_METHOD = 'standardised difference to all neighbours together; z by the spread of one household, over the root of the overdispersion among groups (D. J. Spiegelhalter 2005, Statistics in Medicine 24), false discovery rate by Y. Benjamini and Y. Hochberg (1995)';

const FEWEST = 30, LEVEL = 0.05, SMALLEST = 0.2, MOST_LEVELS = 50;

/**
 * Officers or areas whose answers differ from their neighbours' by more than chance and the usual spread among them. The surest first.
 * Of each question the group that is farthest off is named first, and is no neighbour of the rest any more: one odd group must not make honest ones look odd.
 */
export function drift(households: readonly AnsweredBy[], options: DriftOptions = {}): readonly Drift[] {
  const { neighbours = () => '', fewest = FEWEST, level = LEVEL, smallest = SMALLEST } = options;
  const groups = grouped(households, ({ group }) => group);
  const asked = [...grouped([...groups.keys()], neighbours).values()].flatMap((names) => {
    const own = new Map(names.map((name) => [name, groups.get(name) ?? []]));
    return questionsIn([...own.values()].flat()).map((question): Asked => ({ sums: sumsOf(question, own), question, named: [], rest: [], fewest }));
  });
  for (let before = -1, named = 0; before < named;) {
    before = named;
    for (const one of asked) one.rest = comparedOn(one);
    const all = asked.flatMap((one) => [...one.named, ...one.rest]);
    const q = new Map([...falseDiscoveryRates(all.map(({ p }) => p))].map((rate, i) => [all[i]!, rate]));
    named += asked.filter((one) => nameFarthest(one, (found) => q.get(found)! <= level && Math.abs(found.difference) >= smallest)).length;
  }
  return judged(asked);
}

type Compared = Omit<Drift, 'q'>;
interface Asked { readonly question: Question; readonly sums: readonly Sums[]; named: readonly Compared[]; rest: readonly Compared[]; readonly fewest: number }

function nameFarthest(asked: Asked, odd: (found: Compared) => boolean): boolean {
  const [farthest] = asked.rest.filter(odd).toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z));
  if (farthest === undefined) return false;
  asked.named = [...asked.named, farthest];
  return true;
}

function judged(asked: readonly Asked[]): Drift[] {
  const named = asked.flatMap((one) => one.named), rest = asked.flatMap((one) => one.rest);
  const q = falseDiscoveryRates([...named, ...rest].map(({ p }) => p));
  return named.map((one, i) => ({ ...one, q: q[i]! })).toSorted((a, b) => a.q - b.q || Math.abs(b.z) - Math.abs(a.z));
}

/** A share of one answer, or the mean of a number; null where the household did not answer. */
interface Question { readonly variable: string; readonly level: string | null; readonly valueOf: (one: AnsweredBy) => number | null }

function questionsIn(households: readonly AnsweredBy[]): readonly Question[] {
  const variables = [...new Set(households.flatMap(({ answers }) => Object.keys(answers)))].toSorted();
  return variables.flatMap((variable): Question[] => {
    const answered = households.flatMap(({ answers }) => answers[variable] ?? []);
    if (answered.every((answer) => typeof answer === 'number')) {
      return [{ variable, level: null, valueOf: ({ answers }) => { const answer = answers[variable]; return typeof answer === 'number' ? answer : null; } }];
    }
    const levels = [...new Set(answered.map(String))].toSorted().slice(0, MOST_LEVELS);
    // The last of two answers says the same as the first.
    return (levels.length === 2 ? levels.slice(0, 1) : levels).map((level) => ({
      variable, level, valueOf: ({ answers }) => { const answer = answers[variable] ?? null; return answer === null ? null : Number(String(answer) === level); },
    }));
  });
}

interface Sums { readonly name: string; readonly n: number; readonly sum: number; readonly squares: number }

const sumsOf = ({ valueOf }: Question, groups: ReadonlyMap<string, readonly AnsweredBy[]>): readonly Sums[] => [...groups].map(([name, own]) => {
  const values = own.map(valueOf).filter((value) => value !== null);
  return { name, n: values.length, sum: values.reduce((a, b) => a + b, 0), squares: values.reduce((a, b) => a + b * b, 0) };
});

/** Every group that is not named yet against all others that are not. */
function comparedOn({ question: { variable, level }, sums, named, fewest }: Asked): readonly Compared[] {
  const left = sums.filter(({ name }) => !named.some(({ group }) => group === name));
  const all = left.reduce((a, b) => ({ n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares }), { n: 0, sum: 0, squares: 0 });
  const found = left.flatMap(({ name, n, sum, squares }) => {
    const rest = { n: all.n - n, sum: all.sum - sum, squares: all.squares - squares };
    if (n < fewest || rest.n < fewest) return [];
    // Spread within both, so that the difference itself does not hide in it.
    const within = squares - (sum * sum) / n + rest.squares - (rest.sum * rest.sum) / rest.n;
    const deviation = Math.sqrt(Math.max(0, within) / (n + rest.n - 2));
    if (deviation === 0) return [];
    const difference = (sum / n - rest.sum / rest.n) / deviation;
    return [{ group: name, variable, level, households: n, own: sum / n, neighbours: { households: rest.n, groups: left.filter((one) => one.n > 0).length - 1, value: rest.sum / rest.n }, difference, z: difference / Math.sqrt(1 / n + 1 / rest.n) }];
  });
  const spread = Math.sqrt(overdispersion(found.map(({ z }) => z)));
  // The spread among the groups is itself found from these few groups.
  const p = (z: number): number => (spread > 1 ? studentTwoSided(z, found.length - 2) : normalTwoSided(z));
  return found.map((one) => ({ ...one, z: one.z / spread, p: p(one.z / spread) }));
}
