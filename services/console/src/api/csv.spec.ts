import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.ts';

describe('an exported table', () => {
  it('opens in a spreadsheet: mark, quotes, footer', () => {
    expect(csvOf(['a', 'b'], [['x', 'say "hi", you'], ['', '1']], 'source')).toBe('\uFEFFa,b\r\nx,"say ""hi"", you"\r\n,1\r\n\r\nsource\r\n');
  });

  it('runs no formula', () => {
    const text = csvOf(['a'], [['=1+1'], ['+cmd'], ['-12.50'], ['-x'], ['@a']], 'f');
    expect(text.split('\r\n').slice(1, 6)).toEqual(["'=1+1", "'+cmd", '-12.50', "'-x", "'@a"]);
  });
});
