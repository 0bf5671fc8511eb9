import { expect, it } from '@jest/globals';
import { segmentsBetween } from './online-backup.ts';

const MB = 2 ** 20;

it('names every segment from the first to the last, over the end of a number', () => {
  expect(segmentsBetween('000000010000000000000003', '000000010000000000000003', 16 * MB)).toEqual(['000000010000000000000003']);
  expect(segmentsBetween('0000000200000000000000FE', '000000020000000100000001', 16 * MB)).toEqual(['0000000200000000000000FE', '0000000200000000000000FF', '000000020000000100000000', '000000020000000100000001']);
  expect(segmentsBetween('000000010000000A00000003', '000000010000000B00000000', 1024 * MB)).toEqual(['000000010000000A00000003', '000000010000000B00000000']);
});
