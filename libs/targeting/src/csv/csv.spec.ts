import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { SurveyFolder } from '../testing/surveys.ts';
import { readRecords } from './csv-records.ts';
import { numberField, NOT_A_NUMBER } from './number-field.ts';
import { Table } from './table-batches.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });

/** Records as texts, the bytes handed over in pieces of the given size. */
async function scan(text: string, piece: number): Promise<string[][]> {
  const bytes = Buffer.from(text), pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) => bytes.subarray(at * piece, (at + 1) * piece));
  const records: string[][] = [];
  for await (const _ of readRecords(pieces, (fields) => { records.push(fields.map((field) => field.trim())); }));
  return records;
}

describe('reading CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '县', '7', '.', '"', ',', '\n', ' '), maxLength: 6 }).map((text) => text.trim());
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  it('is what csv-parse reads, wherever the bytes are cut', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })), fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n'), async (rows, piece, end) => {
      const text = rows.map((row) => row.map((one) => (/[",\n]/.test(one) || row.length === 1 ? quoted(one) : one)).join(',')).join(end);
      expect(await scan(text, piece)).toEqual(parse(text, { relax_column_count: true, trim: false }).map((row) => (row as string[]).map((one) => one.trim())));
    }), { numRuns: 300 });
  });

  it('takes off a byte order mark and skips blank lines', async () => {
    expect(await scan('\uFEFFa,b\n\n1,2\r\n\r\n', 2)).toEqual([['a', 'b'], ['1', '2']]);
  });

  it('refuses bytes that are no text, by their line: different answers would become the same', async () => {
    const latin1 = Buffer.from('id,roof\n1,felt\n2,m\u00e9tal\n3,tin\n', 'latin1');
    for (const piece of [1, 5, 100]) {
      const pieces = Array.from({ length: Math.ceil(latin1.length / piece) }, (_, at) => latin1.subarray(at * piece, (at + 1) * piece));
      const read = async (): Promise<void> => { for await (const _ of readRecords(pieces, () => undefined)); };
      await expect(read()).rejects.toMatchObject({ code: 'encoding', place: { line: 3 } });
    }
  });

  it('tells an empty field from a blank line, and counts the lines in fields', async () => {
    const met: unknown[] = [];
    for await (const _ of readRecords([Buffer.from('id\n"a\nb"\n\n""\r\nc\n\r\n""')], ([field], line) => { met.push([field?.trim(), line]); }));
    expect(met).toEqual([['id', 1], ['a\nb', 2], ['', 5], ['c', 6], ['', 8]]);
  });

  it('asks for no more of the file than is taken', async () => {
    let asked = 0;
    const endless = (function* () { for (;;) { asked++; yield Buffer.from('1,2\n'.repeat(1000)); } })();
    let taken = 0;
    for await (const _ of readRecords(endless, () => { taken++; })) if (taken >= 20_000) break;
    expect(asked).toBeLessThan(30);
  });

  it('gives up on a record without an end', async () => {
    const endless = (function* () { yield Buffer.from('a\n"'); for (;;) yield Buffer.alloc(1024 * 1024, 'x'); })();
    await expect((async () => { for await (const _ of readRecords(endless, () => undefined)); })()).rejects.toThrow('line 2: the record has no end; a quote may be open');
    const stray = (function* () { yield Buffer.from('a\n"b"c'); for (;;) yield Buffer.from('"d'); })();
    await expect((async () => { for await (const _ of readRecords(stray, () => undefined)); })()).rejects.toThrow('line 2: text after a closing quote');
  });

  it.each([['"a\n1', 'line 1: a quote is not closed'], ['a,"b"c\n', 'line 1: text after a closing quote'], ['a,"b\n"\n1,"2"3,"\n4\n', 'line 3: text after a closing quote']])('refuses %j', async (text, problem) => { await expect(scan(text, 3)).rejects.toThrow(problem); });

  it('reads every number as JavaScript does', () => {
    fc.assert(fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(3)))), (value) => { expect(numberField(String(value))).toBe(value === 0 ? 0 : value); }), { numRuns: 500 });
    expect(['NA', 'NaN', 'nan', ''].map(numberField)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(['x', '1x', '1,5'.replace(',', ';'), '--1', '.', 'Infinity', '0x10', ' 0x10', '0b1', '1 000'].map(numberField)).toEqual(Array<number>(10).fill(NOT_A_NUMBER));
    expect(['+5', ' 7 ', '.5', '5.', '1e3', '-2.5E-2', '12345678901234567890'].map(numberField)).toEqual([5, 7, 0.5, 5, 1000, -0.025, Number('12345678901234567890')]);
  });
});

describe('a table in batches', () => {
  it('numbers levels as met, over all batches, and hashes the file', async () => {
    const path = files.csv(['id', 'x', 'wall'], Array.from({ length: 10 }, (_, i) => [`h${i}`, i / 4, ['brick', '"felt, white"', ''][i % 3]!]));
    const table = await Table.open(path, () => [{ column: 'wall', as: 'level' }, { column: 'x', as: 'number' }, { column: 'id', as: 'text' }]), seen: unknown[][] = [];
    for await (const { n, firstRow, fields: [wall, x, id] } of table.batches(4)) seen.push([firstRow, [...wall!].slice(0, n), [...x!].slice(0, n), [...id!].slice(0, n)]);
    expect(seen[2]).toEqual([9, [-1, 0], [2, 2.25], ['h8', 'h9']]);
    expect([table.levels[0]!.texts, table.rowsRead, table.sha256]).toEqual([['brick', 'felt, white'], 10, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it.each([
    [['a', 'b'], [[1, 2]], 'column x: the file has no such column; it has: a, b'],
    [['x', 'x'], [[1, 2]], 'column x: the file has it twice'],
    [['x', 'y'], [[1, 2], [3]], 'row 2 (line 3): 1 fields where the header has 2'],
    [['x', 'y'], [[1, 2], ['many', 3]], 'row 2 (line 3), column x: “many” is not a number'],
    [['x', 'y'], [[1, '"a\nb"'], [' ?', 3]], 'row 2 (line 4), column x: “?” is not a number'],
  ])('%j with %j is refused by name', async (header, rows, problem) => {
    const path = files.csv(header, rows);
    await expect((async () => { for await (const _ of (await Table.open(path, () => [{ column: 'x', as: 'number' }])).batches()); })()).rejects.toThrow(problem);
  });

  it('of no bytes is refused', async () => { await expect(Table.open(files.text(''), () => [])).rejects.toThrow('the file is empty'); });
});
