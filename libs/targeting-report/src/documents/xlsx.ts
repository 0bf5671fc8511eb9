import type { SheetData } from 'write-excel-file/node';
import type { Cell, ColumnKind, Report, ReportTable } from '../report/report.ts';
import { tablesOf } from '../report/tables.ts';
import { neutral } from './csv.ts';

const FORMATS: Readonly<Record<ColumnKind, string | undefined>> = { text: undefined, count: '#,##0', share: '0.0', ratio: '0.000' };
const HEAD = { fontWeight: 'bold', backgroundColor: '#EDF1FB', wrap: true, alignVertical: 'top' } as const;
const NAME_LENGTH = 31;

/** A sheet for each table; numbers are numbers. */
export async function xlsxReport(report: Report): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const tables = tablesOf(report), names = sheetNames(tables);
  return writeXlsxFile(tables.map((table, at) => ({
    data: sheetData(table), sheet: names[at]!, stickyRowsCount: table.hint === undefined ? 2 : 3, columns: table.columns.map((column, c) => ({ width: widthOf(table, column.title, c) })),
  }))).toBuffer();
}

/** Excel's rules: at most 31 characters, none of []:*?/\, each once. */
function sheetNames(tables: readonly ReportTable[]): string[] {
  const names: string[] = [];
  for (const { key } of tables) {
    const plain = key.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, NAME_LENGTH).trim(), taken = names.filter((name) => name.startsWith(plain)).length;
    names.push(taken === 0 ? plain : `${plain.slice(0, NAME_LENGTH - 4)} (${taken + 1})`);
  }
  return names;
}

const widthOf = ({ rows }: ReportTable, title: string, c: number): number => Math.min(70, Math.max(title.length > 24 ? 16 : 10, ...rows.map((row) => (typeof row[c] === 'string' ? row[c].length + 2 : 14))));

function sheetData({ title, hint, columns, rows }: ReportTable): SheetData {
  const cellOf = (cell: Cell, kind: ColumnKind): SheetData[number][number] => {
    if (cell === null) return null;
    if (typeof cell === 'string') return { value: neutral(cell), type: String };
    const format = FORMATS[kind];
    return { value: cell, type: Number, ...(format === undefined ? {} : { format }) };
  };
  return [
    [{ value: neutral(title), type: String, fontWeight: 'bold' }], ...(hint === undefined ? [] : [[{ value: neutral(hint), type: String }]]), columns.map((column) => ({ value: neutral(column.title), type: String, ...HEAD })),
    ...rows.map((row) => row.map((cell, c) => cellOf(cell, columns[c]!.kind))),
  ];
}
