import type { Report } from '../report/report.ts';
import { tablesOf } from '../report/tables.ts';

/** What a spreadsheet would run as a formula, full-width signs too, is text with an apostrophe before it. Numbers are never touched. */
export const neutral = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** UTF-8 with BOM; each table under its title, an empty line between; numbers in full precision. */
export async function csvReport(report: Report): Promise<Buffer> {
  const { stringify } = await import('csv-stringify/sync');
  const sections = tablesOf(report).map(({ title, hint, columns, rows }) => stringify([
    [neutral(title)], ...(hint === undefined ? [] : [[neutral(hint)]]), columns.map((column) => neutral(column.title)), ...rows.map((row) => row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : neutral(cell)))),
  ]));
  return Buffer.from(`\uFEFF${sections.join('\n')}`, 'utf8');
}
