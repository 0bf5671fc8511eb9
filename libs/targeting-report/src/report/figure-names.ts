import { ABOVE_EDGES, BELOW_EDGES } from '@hearth/targeting';
import type { WordKey, Words } from './words.ts';

/** `≤ 20 %`, `20–50 %`, … of the edges of Table 4. */
export const distanceLabels = (edges: readonly number[]): string[] => [...edges.map((edge, at) => (at === 0 ? `≤ ${edge * 100} %` : `${edges[at - 1]! * 100}–${edge * 100} %`)), `> ${edges.at(-1)! * 100} %`];

const NAMED: Readonly<Record<string, WordKey>> = {
  families: 'families', children: 'children', cost: 'cost', inclusion: 'inclusion', exclusion: 'exclusion', inclusionExtreme: 'inclusionExtreme', exclusionExtreme: 'exclusionExtreme', cgh: 'cgh', coverage: 'coverage', leakage: 'leakage',
  poorBeneficiaries: 'poorReached', extremePoorBeneficiaries: 'extremeReached', poorShare: 'poorShare', extremeShare: 'extremeShare', 'families at own threshold': 'families',
};

/** A figure in words; `above[0]` and so on by their distances. */
export function figureName(figure: string, w: Words): string {
  const key = NAMED[figure], [, side, part] = /^(above|below)\[(\d)\]$/.exec(figure) ?? [];
  if (key !== undefined) return w(key);
  return side === undefined ? figure : `${side === 'above' ? '+' : '−'} ${distanceLabels(side === 'above' ? ABOVE_EDGES : BELOW_EDGES)[Number(part)]}`;
}
