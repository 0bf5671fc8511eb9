import { describe as suite, expect, it } from '@jest/globals';
import { ExpectedVersionConflict, NO_STREAM } from '@hearth/event-store';
import { describe, isTransient } from './failure.ts';

const coded = (code: string, message = 'said by the database'): Error => Object.assign(new Error(message), { code });

suite('failures', () => {
  it.each(['08006', '08P01', '40001', '40P01', '53300', '57P01', '57P03', '25006', 'ECONNREFUSED', 'ECONNRESET'])('%s passes by itself', (code) => {
    expect(isTransient(coded(code))).toBe(true);
  });

  it.each(['23505', '22P02', '42P01', '57014', '25P02', 'P0001', 'ENOENT'])('%s does not', (code) => { expect(isTransient(coded(code))).toBe(false); });

  it('knows a lost race, a lost connection without a code, and what another error was caused by', () => {
    expect(isTransient(new ExpectedVersionConflict('thing-1', NO_STREAM))).toBe(true);
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('query failed', { cause: coded('57P01') }))).toBe(true);
    expect(isTransient(Object.assign(new Error('query failed'), { driverError: coded('40001') }))).toBe(true);
  });

  it.each([new TypeError('x is not a function'), 'a string', undefined, null])('never waits for a mistake to mend itself: %p', (error) => { expect(isTransient(error)).toBe(false); });

  it('keeps the real error', () => {
    expect(describe(new TypeError("Cannot read properties of undefined (reading 'minor')"))).toEqual({ code: 'TypeError', message: "Cannot read properties of undefined (reading 'minor')" });
    expect(describe(coded('23505', 'duplicate key value violates unique constraint "claims_pkey"'))).toEqual({ code: '23505', message: 'duplicate key value violates unique constraint "claims_pkey"' });
    expect(describe('a string')).toEqual({ code: 'Error', message: 'thrown value is no Error' });
  });

  it('keeps none of the values that databases and parsers repeat', () => {
    const secret = '990101199003070018';
    let parsing: unknown;
    try { JSON.parse(`{"name": ${secret}x}`); } catch (error) { parsing = error; }
    const errors = [coded('22P02', `invalid input syntax for type uuid: "${secret}"`), coded('22003', `value "${secret}" is out of range for type integer`), parsing, new Error(`no account ${secret}`)];
    for (const error of errors) expect(JSON.stringify(describe(error))).not.toContain('9901011990');
    expect(JSON.stringify(describe(Object.assign(coded('23505'), { detail: `Key (id)=(${secret}) already exists.` })))).not.toContain('9901011990');
  });

  it('leaves ids readable', () => {
    const id = '7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345';
    expect(describe(new Error(`no application ${id}`)).message).toContain(id);
  });
});
