import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { mongolianIdProblem, residentIdProblem } from '@hearth/kernel';
import { type ColumnMap, HouseholdReader, type Households, type Role, SurveyProblem, Table } from '@hearth/targeting';
import type { SurveyContent, SurveyStratum } from './survey.ts';

/** A survey made ready to be stored. */
export interface ReadSurvey { readonly content: SurveyContent; /** The mapped columns as CSV, gzipped. */ readonly stored: Uint8Array }

const ROLES: readonly Role[] = ['weight', 'stratum', 'cluster', 'consumption', 'size', 'children', 'urban', 'area', 'beneficiary', 'fold', 'replicates'];
const zipped = promisify(gzip);

/**
 * Reads a survey, keeps the columns that the map names and checks every household of them. The households' own names or numbers are not kept.
 * @throws SurveyProblem naming row, column and stratum
 */
export async function readSurveyFile(folder: string, csv: string, given: ColumnMap): Promise<ReadSurvey> {
  const raw = join(folder, 'given.csv'), path = join(folder, 'survey.csv'), map: ColumnMap = { ...given, household: null };
  await writeFile(raw, csv);
  const { text, dropped } = await mappedColumns(raw, map);
  await writeFile(path, text);
  const reader = await HouseholdReader.open(path, map, { roles: new Set(ROLES), variables: map.variables }), count = new StratumCount(map);
  for await (const batch of reader.batches()) count.add(batch);
  if (count.households === 0) throw new SurveyProblem('no-households', {}, `no household is left; ${reader.leftOut.rows} of ${reader.rowsRead} rows lack a needed value or have weight 0`);
  const { leftOut, rowsRead: rows } = reader, hash = createHash('sha256').update(text).digest('hex');
  return { content: { hash, rows, households: count.households, strata: count.strata, map, leftOutRows: leftOut.rows, leftOut: leftOut.first, droppedColumns: dropped }, stored: await zipped(text) };
}

/** The columns that the map names, each once; a column called `fold` counts without being named. */
function columnsOf({ weight, stratum, cluster, consumption, size, children, urban, area, beneficiary, fold, replicates, variables }: ColumnMap, header: readonly string[]): string[] {
  const named = [weight, stratum, cluster, consumption?.column ?? null, size, children, urban, area, beneficiary, fold ?? (header.includes('fold') ? 'fold' : null), ...replicates, ...variables.map(({ column }) => column)];
  return [...new Set(named.filter((column) => column !== null))];
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function mappedColumns(path: string, map: ColumnMap): Promise<{ text: string; dropped: string[] }> {
  let kept: string[] = [];
  const table = await Table.open(path, (header) => (kept = columnsOf(map, header)).map((column) => ({ column, as: 'text' as const })));
  const lines = [kept.map(field).join(',')];
  for await (const { n, firstRow, fields } of table.batches()) for (let i = 0; i < n; i++) {
    const cells = kept.map((_, c) => (fields[c] as string[])[i]!);
    refusePersonal(cells, kept, firstRow + i);
    lines.push(cells.map(field).join(','));
  }
  return { text: `${lines.join('\n')}\n`, dropped: table.header.filter((column) => !kept.includes(column)) };
}

/** An identity number has no business in a survey that is studied. */
function refusePersonal(cells: readonly string[], columns: readonly string[], row: number): void {
  for (const [c, cell] of cells.entries()) {
    const isNumber = cell.length === 18 ? residentIdProblem(cell) === undefined : cell.length === 10 && mongolianIdProblem(cell) === undefined;
    if (isNumber) throw new SurveyProblem('column-map', { row, column: columns[c]! }, 'holds an identity number; surveys are studied without personal data');
  }
}

class StratumCount {
  households = 0;
  private readonly byStratum = new Map<string, { households: number; poor: number; psus: Set<string> }>();
  constructor(private readonly map: ColumnMap) {}

  add({ n, complete, stratum, cluster, consumption }: Households): void {
    for (let i = 0; i < n; i++) {
      if (complete[i] === 0) continue;
      const name = stratum ? stratum.levels[stratum.codes[i]!]! : 'all', one = this.byStratum.get(name) ?? { households: 0, poor: 0, psus: new Set<string>() };
      this.byStratum.set(name, one);
      this.households++;
      one.households++;
      if (this.map.line !== null && consumption![i]! < this.map.line) one.poor++;
      if (cluster) one.psus.add(cluster.levels[cluster.codes[i]!]!);
    }
  }

  /** @throws SurveyProblem when a stratum cannot be studied */
  get strata(): SurveyStratum[] {
    const { line, cluster } = this.map;
    return [...this.byStratum].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([stratum, { households, poor, psus }]) => {
      if (cluster !== null && psus.size === 1) throw new SurveyProblem('one-psu', { stratum }, 'has one primary sampling unit only; its standard errors cannot be told');
      if (line !== null && poor === 0) throw new SurveyProblem('no-poor', { stratum }, `no household is below the line of ${line}`);
      return { stratum, households, poor: line === null ? null : poor };
    });
  }
}
