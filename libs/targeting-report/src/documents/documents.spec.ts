import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import type { Report } from '../report/report.ts';
import { tablesOf } from '../report/tables.ts';
import { studyOptions } from '../study/options.ts';
import { study } from '../study/study.ts';
import { HandMade, MAP } from '../testing/hand-made.ts';
import { pdfText } from '../testing/pdf-text.ts';
import { printable } from './printable.ts';
import { writeReport } from './write-report.ts';

const made = new HandMade();
afterAll(() => { made.remove(); });

let report: Report;
beforeAll(async () => {
  const formulas = [{ name: '=SUM(A1)', formula: await made.formula() }, { name: 'y', formula: await made.formula(-1) }];
  report = { title: 'Бага судалгаа / a small study', result: await study(made.file, formulas, studyOptions({ replicates: 5 }, MAP), undefined, { workers: 0 }), language: 'en', writtenAt: '2026-11-22T08:00:00.000Z' };
});
const sheets = (bytes: Buffer): { files: Record<string, Uint8Array>; names: string[] } => { const files = unzipSync(bytes); return { files, names: Array.from(strFromU8(files['xl/workbook.xml']!).matchAll(/<sheet [^>]*name="([^"]*)"/g), ([, name]) => name!) }; };

describe('CSV', () => {
  it('begins with a BOM, has every table under its title, full numbers, and no cell that a spreadsheet would run', async () => {
    const bytes = await writeReport('csv', report), rows: string[][] = parse(bytes.subarray(3), { relax_column_count: true, skip_empty_lines: true });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const at = rows.findIndex(([title]) => title === 'Targeting errors (Table 3)');
    expect(rows[at + 2]!.slice(0, 3)).toEqual(["'=SUM(A1)", '40', '30']);
    expect(Number(rows[at + 2]![8])).toBe(report.result.tables.errors[0]!.leakage);
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell) || (cell.startsWith('-') && !Number.isFinite(Number(cell))))).toEqual([]);
    for (const { title } of tablesOf(report)) expect(rows.map(([first]) => first)).toContain(title);
    expect(rows.find(([name]) => name === 'Hash of the result')![1]).toBe(report.result.hash);
    expect(rows.find(([name]) => name === 'Synthetic survey')![1]).toContain('invented');
  });
});

describe('XLSX', () => {
  it('has a sheet a table, with numbers as numbers', async () => {
    const { files, names } = sheets(await writeReport('xlsx', report)), tables = tablesOf(report), at = tables.findIndex(({ key }) => key === 'Table 3');
    expect([names.length, new Set(names).size]).toEqual([tables.length, tables.length]);
    expect(names.every((name) => name.length <= 31)).toBe(true);
    const sheet = strFromU8(files[`xl/worksheets/sheet${at + 1}.xml`]!);
    const cell = /<c r="I3"([^>]*)><v>([^<]*)<\/v>/.exec(sheet)!;
    expect(cell[1]).not.toContain('t="s"');
    expect(Number(cell[2])).toBe(report.result.tables.errors[0]!.leakage);
    expect(sheet).not.toContain('<f>');
    expect(strFromU8(files['xl/sharedStrings.xml']!)).toMatch(/(&apos;|')=SUM\(A1\)/);
  });

  it('is in Mongolian where that is asked for', async () => {
    const { names } = sheets(await writeReport('xlsx', { ...report, language: 'mn' }));
    expect(names).toContain('Томьёо');
  });
});

describe('PDF', () => {
  it('carries title, source, hash, seed, the notice of an invented survey, tables and figures, in letters that can be read back', async () => {
    const pdf = await writeReport('pdf', report), text = pdfText(pdf).replaceAll('|', '');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    for (const part of [report.title, 'reckoned by hand', report.result.hash, 'The households of this survey are invented', 'SYNTHETIC SURVEY', '2002', 'Targeting errors (Table 3)', 'Exclusion against inclusion', 'ln consumption per head', '42.9']) expect(text.replaceAll(' ', '')).toContain(part.replaceAll(' ', ''));
  });

  it('says nothing of invention of a survey that is not', async () => {
    const real = { ...report, language: 'mn' as const, result: { ...report.result, survey: { ...report.result.survey, synthetic: false } } }, text = pdfText(await writeReport('pdf', real)).replaceAll(/[| ]/g, '');
    expect(text.toLowerCase()).not.toContain('зохиомол');
    expect(text).toContain('Томьёо');
  });

  it('shows the code point of what its typeface lacks', () => { expect(printable('低保 ₮ Өө')).toBe('‹U+4F4E›‹U+4FDD› MNT Өө'); });
});
