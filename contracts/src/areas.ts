import { areaEntries, type AreaEntry } from './generated/areas.ts';
import type { Area, Day, Text3 } from './generated/common.ts';

export type { AreaEntry };

/** The areas of the sample world and the prefectures beside it; see the README for where they come from. */
export const areas: readonly AreaEntry[] = areaEntries;

const holds = (entry: AreaEntry, on: Day) => entry.from <= on && (entry.to === null || on <= entry.to);

/** The name of an area, on a day when one is given; an area nobody has named is called by its code. */
export function areaName(code: Area, on?: Day): Text3 {
  const named = areas.filter((entry) => entry.code === code);
  const entry = (on === undefined ? undefined : named.find((one) => holds(one, on))) ?? named.at(-1);
  return entry ? { zh: entry.zh, mn: entry.mn, en: entry.en } : { zh: code, mn: code, en: code };
}
