import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { familyOfFour, herderFamily, type HouseholdToRegister, oldManAlone, yuan } from '../scenario/households.ts';
import type { Draw } from '../scenario/people.ts';
import { inventFamily } from '../scenario/people.ts';
import { FARMHOUSE } from '../scenario/households.ts';
import { seeded } from './random.ts';
import { SCORECARD_ANSWERS } from './scorecard.ts';

/** The day the sample people's ages are reckoned from; fixed, so that the files never change by themselves. */
const ON = '2026-11-01';
export const FIRST_COUNTY = ['341524100001', '341524100002', '341524100003'];
export const SECOND_COUNTY = ['341522101200', '341522101202', '341522101203'];
export const SOUM = ['MN-073-04-01', 'MN-073-04-02'];

/** 200 invented households: 110 in the first county, 60 in the second, 30 in the soum. */
export function sampleHouseholds(): { readonly file: string; readonly rows: readonly HouseholdToRegister[] }[] {
  const draw = seeded(20061122);
  const chinese = (areas: readonly string[], n: number): HouseholdToRegister[] => Array.from({ length: n }, (_, i) => chineseHousehold(areas[draw(areas.length)]!, i, draw));
  return [
    { file: 'jinzhai.jsonl', rows: chinese(FIRST_COUNTY, 110) },
    { file: 'huoqiu.jsonl', rows: chinese(SECOND_COUNTY, 60) },
    { file: 'arkhangai.jsonl', rows: Array.from({ length: 30 }, () => herderFamily({ area: SOUM[draw(SOUM.length)]!, on: ON, answers: herderAnswers(draw), draw })) },
  ];
}

function chineseHousehold(area: string, i: number, draw: Draw): HouseholdToRegister {
  if (i % 5 === 4) return oldManAlone({ area, on: ON, draw });
  if (i % 3 === 2) return motherAndChild(area, draw);
  return familyOfFour({ area, programme: 'dibao', on: ON, wages: 4000 + 500 * draw(60), draw });
}

function motherAndChild(area: string, draw: Draw): HouseholdToRegister {
  const members = inventFamily([{ relation: 'head', years: 35, sex: 'female', more: { workCapacity: 'able' } }, { relation: 'child', years: 7, more: { student: true } }], ON, draw);
  return {
    area, hukouArea: area, urban: draw(2) === 0, members, ...FARMHOUSE, incomes: [{ member: 0, kind: 'wages', annual: yuan(3000 + 400 * draw(30)) }],
    properties: [{ member: 0, kind: 'deposits', value: yuan(100 * draw(90)), count: 1 }], authorisation: { programme: 'dibao', agent: 0, signers: [0] },
  };
}

/** Answers of the sample scorecard; one in fifteen is unknown. */
export const herderAnswers = (draw: Draw): Record<string, string | number | null> => Object.fromEntries(
  Object.entries(SCORECARD_ANSWERS).map(([variable, answers]) => [variable, draw(15) === 0 ? null : answers[draw(answers.length)]!]));


/** Writes samples/*.jsonl: one household a line. */
export function writeSamples(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const files = sampleHouseholds();
  for (const { file, rows } of files) writeFileSync(join(folder, file), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return files.reduce((n, { rows }) => n + rows.length, 0);
}
