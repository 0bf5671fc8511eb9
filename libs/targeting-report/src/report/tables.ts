import { ABOVE_EDGES, BELOW_EDGES } from '@hearth/targeting';
import type { StudyResult } from '../study/result.ts';
import { aboutTable } from './about.ts';
import { distanceLabels, figureName } from './figure-names.ts';
import { actualTable, programmeTable } from './programme-tables.ts';
import type { Cell, ColumnKind, Report, ReportColumn, ReportTable } from './report.ts';
import { type Words, wordsIn } from './words.ts';

export const column = (title: string, kind: ColumnKind = 'share'): ReportColumn => ({ title, kind });
const text = (title: string): ReportColumn => column(title, 'text');

/** Every table of a report, in the order in which they are read. */
export function tablesOf(report: Report): ReportTable[] {
  const words = wordsIn(report.language), { result } = report;
  const tables = [
    aboutTable(report, words), ...(report.before ?? []), formulaTable(result, words), coverageTable(result, words), errorTable(result, words), distanceTable(result, words), bracketTable(result, words),
    quadrantTable(result, words), areaTable(result, words), correlationTable(result, words), ...profileTables(result, words), actualTable(result, words), programmeTable(result, words), confidenceTable(result, words), curveTable(result, words),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

const formulaTable = ({ formulas }: StudyResult, w: Words): ReportTable => ({
  key: w('formulas'), title: w('formulas'), columns: [text(w('formula')), text(w('method')), column(w('questions'), 'count'), column(w('explained'), 'ratio'), text(w('contentHash'))],
  rows: formulas.map(({ name, method, questions, r2, hash }) => [name, method, questions, r2, hash.slice(0, 16)]),
});

const coverageTable = ({ tables }: StudyResult, w: Words): ReportTable => ({
  key: 'Table 2', title: w('coverageTable'), columns: [text(w('formula')), ...(['families', 'children', 'cost'] as const).map((key) => column(w(key), 'count')), column(w('coverage')), column(w('inclusion')), column(w('exclusion'))],
  rows: tables.coverage.map((row) => [row.formula, row.families, row.children, row.cost, row.coverage, row.inclusion, row.exclusion]),
});

const errorTable = ({ tables }: StudyResult, w: Words): ReportTable => ({
  key: 'Table 3', title: w('errorsTable'),
  columns: [text(w('formula')), column(w('families'), 'count'), column(w('poorReached'), 'count'), column(w('extremeReached'), 'count'), ...(['inclusion', 'exclusion', 'inclusionExtreme', 'exclusionExtreme', 'leakage'] as const).map((key) => column(w(key))), column(w('cgh'), 'ratio')],
  rows: tables.errors.map((row) => [row.formula, row.families, row.poorBeneficiaries, row.extremePoorBeneficiaries, row.inclusion, row.exclusion, row.inclusionExtreme, row.exclusionExtreme, row.leakage, row.cgh]),
});

function distanceTable({ tables }: StudyResult, w: Words): ReportTable {
  const columns = [...distanceLabels(ABOVE_EDGES).map((label) => column(`+ ${label}`)), ...distanceLabels(BELOW_EDGES).map((label) => column(`− ${label}`))];
  return { key: 'Table 4', title: w('distancesTable'), hint: `+ ${w('above')} …; − ${w('below')} …`, columns: [text(w('formula')), ...columns], rows: tables.distances.map(({ formula, above, below }) => [formula, ...above, ...below]) };
}

const bracketTable = ({ brackets }: StudyResult, w: Words): ReportTable => ({
  key: w('bracketsSheet'), title: w('brackets'), columns: [text(w('formula')), column(w('bracket')), column(w('bracketFamilies'), 'count'), column(w('bracketInclusion')), column(w('bracketExclusion')), column(w('tolerance'))],
  rows: brackets.toSorted((a, b) => a.bracket - b.bracket).map(({ formula, bracket, cutoff, tolerance }) => [formula, bracket * 100, cutoff?.families ?? null, cutoff?.inclusion ?? null, cutoff?.exclusion ?? null, tolerance.inclusion]),
});

const QUADRANTS = ['southWest', 'southEast', 'northWest', 'northEast'] as const;
const quadrantTable = ({ quadrants }: StudyResult, w: Words): ReportTable => ({
  key: w('quadrants'), title: w('quadrants'), columns: [text(w('formula')), ...QUADRANTS.map((key) => column(w(key), 'count')), ...QUADRANTS.map((key) => column(`${w(key)}, ${w('weightedShort')}`, 'count'))],
  rows: Object.entries(quadrants).map(([name, { counts, weighted }]) => [name, ...QUADRANTS.map((key) => counts[key]), ...QUADRANTS.map((key) => weighted[key])]),
});

const areaTable = ({ areas, formulas }: StudyResult, w: Words): ReportTable => ({
  key: w('areas'), title: w('areas'), columns: [text(w('area')), column(w('households'), 'count'), column(w('poor'), 'count'), column(w('poverty')), ...formulas.map(({ name }) => column(`${name}, ${w('covered')}`))],
  rows: areas.map((area) => [area.area, area.households, area.poor, area.povertyRate, ...formulas.map(({ name }) => area[name] ?? null)]),
});

/** A row for all areas, then one without each. */
function correlationTable({ correlations, areas }: StudyResult, w: Words): ReportTable {
  const rows: Cell[][] = areas.length === 0 ? [] : [[w('none'), ...correlations.map(({ all }) => all)], ...areas.map(({ area }, a): Cell[] => [area, ...correlations.map(({ without }) => without[a]?.r ?? null)])];
  return { key: w('correlationsSheet'), title: w('correlations'), columns: [text(w('without')), ...correlations.map(({ formula }) => column(`${formula}, ${w('correlation')}`, 'ratio'))], rows };
}

/** Rows of a profile that go on paper: where excluded and reached differ most. */
const PROFILE_ROWS = 15;

const profileTables = ({ profile }: StudyResult, w: Words): ReportTable[] => Object.entries(profile).map(([name, { rows, medianShareOfLine }], at) => {
  const cells = (list: typeof rows): Cell[][] => list.map(({ variable, level, excluded, reached }) => [variable, level ?? '', excluded, reached]);
  const apart = rows.filter(({ level }) => level !== null).toSorted((a, b) => Math.abs(b.excluded - b.reached) - Math.abs(a.excluded - a.reached)).slice(0, PROFILE_ROWS);
  return {
    key: `${w('profileSheet')} ${at + 1}`, title: `${w('profile')}: ${name}`, hint: `${w('profileHint')}${medianShareOfLine === null ? '' : ` ${name}: ${w('medianShare')} ${medianShareOfLine.toFixed(2)}.`}`,
    columns: [text(w('variable')), text(w('level')), column(`${w('poor')}, ${w('excluded')}`, 'ratio'), column(`${w('poor')}, ${w('reached')}`, 'ratio')], rows: cells(rows), paperRows: cells([...apart, ...rows.filter(({ level }) => level === null)]),
  };
});

const confidenceTable = ({ confidence }: StudyResult, w: Words): ReportTable => ({
  key: w('confidenceSheet'), title: w('confidence'), columns: [text(w('formula')), text(w('figure')), column(w('estimate'), 'ratio'), column(w('low'), 'ratio'), column(w('high'), 'ratio'), column(w('standardError'), 'ratio')],
  rows: confidence?.rows.map(({ formula, figure, estimate, low, high, se }) => [formula, figureName(figure, w), estimate, low, high, se]) ?? [],
});

const curveTable = ({ curve }: StudyResult, w: Words): ReportTable => ({
  key: w('curvesSheet'), title: w('curves'), filesOnly: true, columns: [text(w('formula')), column(w('cutoff'), 'ratio'), column(w('coverage')), column(w('inclusion')), column(w('exclusion'))],
  rows: Object.entries(curve).flatMap(([name, points]) => points.map(({ cutoff, coverage, inclusion, exclusion }): Cell[] => [name, cutoff, coverage, inclusion, exclusion])),
});
