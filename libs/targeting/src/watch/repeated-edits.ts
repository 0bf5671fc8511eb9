import { grouped } from './grouped.ts';
import { binomialUpper, falseDiscoveryRates } from './tests.ts';

export type EditedAnswers = Readonly<Record<string, string | number | null>>;

/** What one household answered, time after time, until it was submitted; and who took it down. */
export interface AnswerHistory { readonly household: string; readonly group: string; readonly versions: readonly EditedAnswers[] }

export interface RepeatedEditsOptions {
  /** Changes of one answer that count as repeated. */
  readonly fewestEdits?: number;
  /** Households a group must have turned this way. */
  readonly fewest?: number;
  /** Level of the false discovery rate. */
  readonly level?: number;
}

/** One answer that was changed again and again, and without whose last change the outcome would be the other one. */
export interface TurnedByEdits { readonly household: string; readonly group: string; readonly variable: string; readonly edits: number; readonly before: boolean; readonly after: boolean }

/** A group in which this happens more often than among all others. */
export interface RepeatedEdits {
  readonly group: string;
  readonly households: number;
  readonly turned: number;
  readonly toEligible: number;
  readonly others: { readonly households: number; readonly turned: number };
  /** Answers by how many households turned on them. */
  readonly variables: readonly { readonly variable: string; readonly households: number }[];
  readonly p: number;
  readonly q: number;
}

export const REPEATED_EDITS_METHOD = 'households whose outcome turned on one answer changed at least twice before submission; exact binomial tail against the share among all others (with one household added to it), false discovery rate by Y. Benjamini and Y. Hochberg (1995)';

const FEWEST_EDITS = 2, FEWEST = 3, LEVEL = 0.05;

/** Every household whose outcome turned on one answer that was changed repeatedly. `outcome`: null = cannot be said. Pure. */
export function turnedByEdits(histories: readonly AnswerHistory[], outcome: (answers: EditedAnswers) => boolean | null, fewestEdits = FEWEST_EDITS): readonly TurnedByEdits[] {
  return histories.flatMap(({ household, group, versions }) => {
    const [first, last] = [versions[0], versions.at(-1)];
    if (first === undefined || last === undefined || versions.length <= fewestEdits) return [];
    const after = outcome(last);
    if (after === null) return [];
    return editsOf(versions).filter(({ edits }) => edits >= fewestEdits).flatMap(({ variable, edits }) => {
      const before = outcome({ ...last, [variable]: first[variable] ?? null });
      return before === null || before === after ? [] : [{ household, group, variable, edits, before, after }];
    });
  });
}

function editsOf(versions: readonly EditedAnswers[]): readonly { readonly variable: string; readonly edits: number }[] {
  const variables = [...new Set(versions.flatMap((version) => Object.keys(version)))].toSorted();
  return variables.map((variable) => ({ variable, edits: versions.slice(1).filter((version, i) => (version[variable] ?? null) !== (versions[i]![variable] ?? null)).length }));
}

/** Groups in which it happens more often than elsewhere. The surest first. */
export function repeatedEdits(histories: readonly AnswerHistory[], turned: readonly TurnedByEdits[], options: RepeatedEditsOptions = {}): readonly RepeatedEdits[] {
  const { fewest = FEWEST, level = LEVEL } = options;
  const allTurned = new Set(turned.map(({ household }) => household)).size;
  const byGroup = grouped(turned, ({ group }) => group);
  const compared = [...grouped(histories, ({ group }) => group)].map(([group, own]) => {
    const rows = byGroup.get(group) ?? [], households = new Set(rows.map(({ household }) => household)), others = { households: histories.length - own.length, turned: allTurned - households.size };
    const usual = (others.turned + 1) / (others.households + 1);
    return {
      group, households: own.length, turned: households.size, toEligible: new Set(rows.filter(({ after }) => after).map(({ household }) => household)).size, others,
      variables: variablesOf(rows), p: binomialUpper(households.size, own.length, usual),
    };
  });
  const q = falseDiscoveryRates(compared.map(({ p }) => p));
  return compared.map((one, i) => ({ ...one, q: q[i]! })).filter((one) => one.q <= level && one.turned >= fewest).toSorted((a, b) => a.q - b.q || b.turned - a.turned);
}

const variablesOf = (rows: readonly TurnedByEdits[]): RepeatedEdits['variables'] =>
  [...grouped(rows, ({ variable }) => variable)].map(([variable, own]) => ({ variable, households: own.length })).toSorted((a, b) => b.households - a.households || (a.variable < b.variable ? -1 : 1));
