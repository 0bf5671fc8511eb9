import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BLOCK_ROWS, blockAdder, blockFor, numberColumns } from './number-columns.ts';

const filled = (n: number, width: number): Float64Array[] => numberColumns(n, width).map((column, c) => column.map((_, i) => Math.cos(i * (c + 1)) * 10));

it('adds columns up as a plain loop does, to the last bit, whatever the numbers of rows and columns', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: 1, max: 1e6 }), fc.boolean(), (n, width, constant, own) => {
    const columns = numberColumns(n, width), slopes = Float64Array.from({ length: width }, (_, c) => Math.sin(c + 1) * 3), sums = new Float64Array(n);
    for (const [c, column] of columns.entries()) column.set(Float64Array.from({ length: n }, (_, i) => Math.cos(i * (c + 1)) * 10));
    const plain = Float64Array.from({ length: n }, (_, i) => columns.reduce((sum, column, c) => sum + slopes[c]! * column[i]!, constant));
    const add = blockAdder(columns, slopes), block = own ? blockFor(columns) : new Float64Array(BLOCK_ROWS);
    for (let from = 0; from < n; from += BLOCK_ROWS) {
      const to = Math.min(n, from + BLOCK_ROWS);
      block.fill(constant);
      add?.(block, from, to);
      sums.set(block.subarray(0, to - from), from);
    }
    expect(Buffer.from(sums.buffer).equals(Buffer.from(plain.buffer))).toBe(true);
  }), { numRuns: 60 });
});

it('is for columns that lie together only', () => {
  expect(blockAdder(filled(10, 3), new Float64Array(3))).toBeNull(); // `map` makes columns of their own
  expect(blockAdder([...numberColumns(10, 1), ...numberColumns(10, 1)], new Float64Array(2))).toBeNull();
  expect(blockAdder([], new Float64Array(0))).toBeNull();
});
