import { describe, expect, it } from '@jest/globals';
import { withoutNumbers } from '../log.ts';
import { faultOf } from './fault.ts';

const SECRET = '990101194912310009';
const coded = (code: string, message: string, more: object = {}): Error => Object.assign(new Error(message), { code, ...more });

describe('what is logged of a fault', () => {
  it('is its kind, its message, its code and where it happened', () => {
    const error = coded('23505', 'duplicate key value violates unique constraint "claims_pkey"');
    expect(faultOf(error)).toEqual({ fault: 'Error', message: error.message, code: '23505', stack: expect.stringMatching(/^\s+at .*fault\.spec\.ts/) as unknown });
  });

  it('leaves out rows and what databases and parsers quote', () => {
    let parsing: unknown;
    try { JSON.parse(`{"name": "王玉梅", "id": ${SECRET}x}`); } catch (error) { parsing = error; }
    const errors = [
      coded('23505', 'duplicate key', { detail: `Key (name)=(王玉梅, ${SECRET}) already exists.`, parameters: [SECRET] }), parsing,
      coded('22P02', `invalid input syntax for type uuid: "王玉梅"`), coded('22003', `value "${SECRET}" is out of range for type integer`),
    ];
    for (const error of errors) expect(JSON.stringify(faultOf(error))).not.toMatch(/王玉梅|9901011949/);
  });

  it.each([undefined, null, 'text', 42, { message: SECRET }])('says of what is no error only its type: %p', (thrown) => { expect(faultOf(thrown)).toEqual({ fault: typeof thrown }); });

  it('never repeats the message in front of the stack', () => {
    expect(faultOf(new Error(`no account of 王玉梅`))['stack']).not.toContain('王玉梅');
  });
});

describe('every line of the log', () => {
  it('loses long numbers, wherever they stand, and keeps ids and trace ids', () => {
    const id = '7c9d1c9e-58a4-4f0e-9d57-123456789012', trace = '12345678901234567890123456789012';
    expect(withoutNumbers([`no account 6222000000001111 of ${SECRET}`, '99010119491231000X', `household-${id}`, trace, 42, null])).toEqual(['no account … of …', '…', `household-${id}`, trace, 42, null]);
  });
});
