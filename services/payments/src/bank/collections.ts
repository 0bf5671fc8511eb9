import { isDay } from '@hearth/kernel';
import { looksLikeId, type LineProblem, problem, type ReadLine, type BankSays } from './lines.ts';

const LONGEST_BRANCH = 200;
const isRow = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a collection report row by row: a bad row is a line with a reason, never the end of the others. */
export const readCollections = (items: readonly unknown[]): ReadLine[] => items.map((item, index) => {
  const row = isRow(item) ? item : {};
  const [instruction, on] = [row['instruction'], row['collectedOn']];
  return {
    line: index + 1, name: `collection:${JSON.stringify(item)}`, reference: looksLikeId(typeof instruction === 'string' ? instruction : null), money: null, on: isDay(on) ? on : null,
    says: saysOf(row, `items[${index}]`),
  };
});

function saysOf({ instruction, collectedOn, branch, collector }: Readonly<Record<string, unknown>>, at: string): BankSays | LineProblem {
  if (typeof instruction !== 'string' || instruction === '') return problem('no-reference');
  if (!isDay(collectedOn)) return problem('malformed', `${at}.collectedOn`);
  if (typeof branch !== 'string' || branch.trim() === '' || branch.length > LONGEST_BRANCH) return problem('malformed', `${at}.branch`);
  if (collector !== 'holder' && collector !== 'agent') return problem('malformed', `${at}.collector`);
  return { type: 'NoteCollection', on: collectedOn, branch: branch.trim(), collector };
}
