import { designOf, type DesignVariable } from '../design/design.ts';
import { DesignRows } from '../design/design-rows.ts';
import type { Households } from '../survey/household-reader.ts';
import { SurveyProblem } from '../problems.ts';
import type { Formula, TreeNode } from './formula.ts';

/** Design columns by name, for some households. */
function columnsOf({ variables, trees }: Formula, households: Households, at: readonly number[]): Map<string, Float64Array> {
  const design = designOf(variables), n = households.n;
  const own: Households = { ...households, variables: variables.map((_, v) => households.variables[at[v]!]!) };
  const dense = new DesignRows(design, own, Int32Array.from({ length: n }, (_, i) => i)).dense(), columns = new Map<string, Float64Array>();
  for (const [c, column] of design.columns.entries()) {
    columns.set(column.name, dense.subarray((c + 1) * n, (c + 2) * n));
  }
  for (const tree of trees) for (const { column } of tree) if (column !== null && !columns.has(column)) throw new SurveyProblem('formula', {}, `a tree asks for the column ${column}, which the formula's variables do not make`);
  return columns;
}

/** The nodes a household goes through, from the root to its leaf. */
function* path(tree: readonly TreeNode[], value: (column: string) => number): Generator<TreeNode> {
  let node = tree[0]!;
  yield node;
  while (node.column !== null) {
    node = tree[value(node.column) < node.below ? node.yes : node.no]!;
    yield node;
  }
}

/** Writes the sum of every tree's leaf; NaN where an answer is missing or unknown. */
export function scoreTrees(formula: Formula, households: Households, at: readonly number[], scores: Float64Array): void {
  const columns = columnsOf(formula, households, at);
  const compiled = formula.trees.map((tree) => tree.map((node) => ({ ...node, values: node.column === null ? null : columns.get(node.column)! })));
  for (let i = 0; i < households.n; i++) {
    let sum = 0;
    for (const tree of compiled) {
      let node = tree[0]!;
      while (node.values) node = tree[node.values[i]! < node.below ? node.yes : node.no]!;
      sum += node.value;
    }
    scores[i] = sum;
  }
  for (const [v, variable] of formula.variables.entries()) {
    const unknown = unknownTo(variable, households, at[v]!);
    for (let i = 0; i < households.n; i++) if (unknown(i)) scores[i] = Number.NaN;
  }
}

/** Whether a household's answer is missing, or a level that the formula does not know, where it is asked. */
export function unknownTo({ only, levels }: DesignVariable, households: Households, place: number): (household: number) => boolean {
  const answers = households.variables[place]!, asked = (i: number): boolean => only === null || households.urban![i] === (only === 'urban' ? 1 : 0);
  if (answers.kind === 'numeric') return (i) => asked(i) && Number.isNaN(answers.values[i]);
  const known = answers.levels.map((level) => levels.includes(level));
  return (i) => asked(i) && known[answers.codes[i]!] !== true;
}

/**
 * How a score came about, by column: each split moves the prediction from a node's value to its child's, and the move belongs to the column asked.
 * Source: A. Saabas (2014), Interpreting random forests. The moves and the roots add up to the score.
 */
export function treeMoves(formula: Formula, households: Households, at: readonly number[], household: number): { start: number; moves: ReadonlyMap<string, number> } {
  const columns = columnsOf(formula, households, at), moves = new Map<string, number>();
  let start = 0;
  for (const tree of formula.trees) {
    const nodes = [...path(tree, (column) => columns.get(column)![household]!)];
    start += nodes[0]!.value;
    for (let s = 1; s < nodes.length; s++) {
      const column = nodes[s - 1]!.column!;
      moves.set(column, (moves.get(column) ?? 0) + nodes[s]!.value - nodes[s - 1]!.value);
    }
  }
  return { start, moves };
}
