import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays } from './days.ts';
import { maskAccount, maskId, maskPhone, mongolianIdFacts, mongolianIdProblem, normaliseId, residentIdCheckDigit, residentIdFacts, residentIdProblem } from './national-id.ts';

const withCheckDigit = (first17: string) => first17 + residentIdCheckDigit(first17);
const sampleIds = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 999 }))
  .map(([area, born, sequence]) => {
    const birthDate = addDays('1890-01-01', born);
    return { birthDate, sequence, id: withCheckDigit(`99${String(area).padStart(4, '0')}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`) };
  });

describe('normalising', () => {
  it.each([
    ['１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    [' 110105 19491231　002x\t', '11010519491231002X'],
    ['110105\u200B19491231\uFEFF002X', '11010519491231002X'],
    ['ab90010112', 'АВ90010112'],
    ['уб 90 01 01 12', 'УБ90010112'],
    ['YX90010112', 'УХ90010112'],
    ['ＡＨ９００１０１１２', 'АН90010112'],
    ['ӨҮ90010112', 'ӨҮ90010112'],
    ['QZ90010112', 'QZ90010112'],
    ['', ''],
  ])('%j becomes %j', (text, id) => expect(normaliseId(text)).toBe(id));

  it('turns every Latin look-alike into Cyrillic', () => {
    expect(normaliseId('ABCEHKMOPTXY')).toMatch(/^[\u0410-\u042F]{12}$/u);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(normaliseId(normaliseId(text))).toBe(normaliseId(text))));
  });
});

describe('resident ID', () => {
  it.each(['11010519491231002X', '53010219200508011X', '440524188001010014'])('%s is valid', (id) => expect(residentIdProblem(id)).toBeUndefined());

  it.each([
    ['530102192005080119', 'check-digit'],
    ['110105194912310021', 'check-digit'],
    ['11010519491231002x', 'shape'],
    ['11010519491231002', 'shape'],
    ['110105491231002', 'shape'],
    ['01010519491231002X', 'shape'],
    ['１１０１０５19491231002X', 'shape'],
    ['', 'shape'],
    [withCheckDigit('99000119900101000'), 'shape'],
    [withCheckDigit('99000119900230001'), 'birth-date'],
    [withCheckDigit('99000119000229001'), 'birth-date'],
    [withCheckDigit('99000100000101001'), 'birth-date'],
  ])('%j is not: %s', (id, code) => {
    const problem = residentIdProblem(id);
    expect(problem?.code).toBe(code);
    expect(problem?.detail).not.toMatch(/\d{4}/);
  });

  it('knows a birth in the future only with a day to compare', () => {
    const id = withCheckDigit('99000120261122001');
    expect(residentIdProblem(id)).toBeUndefined();
    expect(residentIdProblem(id, '2026-11-22')).toBeUndefined();
    expect(residentIdProblem(id, '2026-11-21')?.code).toBe('birth-date');
  });

  it('tells birth date, sex and area of first registration', () => {
    expect(residentIdFacts('11010519491231002X')).toEqual({ birthDate: '1949-12-31', sex: 'female', area: '110105' });
    expect(residentIdFacts('440524188001010014')).toEqual({ birthDate: '1880-01-01', sex: 'male', area: '440524' });
    fc.assert(
      fc.property(sampleIds, ({ id, birthDate, sequence }) => {
        expect(residentIdProblem(id)).toBeUndefined();
        expect(residentIdFacts(id)).toEqual({ birthDate, sex: sequence % 2 === 1 ? 'male' : 'female', area: id.slice(0, 6) });
      }),
    );
  });

  it('tells nothing of an invalid one, and does not repeat it', () => {
    expect(() => residentIdFacts('530102192005080119')).toThrow(/^resident id: the check digit does not fit/);
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(sampleIds, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ id }, at, shift) => {
        const wrong = id.slice(0, at) + ((Number(id[at]) + shift) % 10) + id.slice(at + 1);
        expect(residentIdProblem(wrong)).toBeDefined();
        const swapped = id.slice(0, at) + id.slice(at, at + 2).split('').toReversed().join('') + id.slice(at + 2);
        expect(swapped === id || residentIdProblem(swapped) !== undefined).toBe(true);
      }),
    );
  });

  it.each(['', '1234567890123456', '1101051949123100X'])('has no check digit for %j', (first) => expect(() => residentIdCheckDigit(first)).toThrow(RangeError));
});

describe('Mongolian registration number', () => {
  it.each([
    ['УБ90010112', '1990-01-01'],
    ['АА99123198', '1999-12-31'],
    ['ӨҮ00210100', '2000-01-01'],
    ['ЁЯ26322211', '2026-12-22'],
    ['АА00022812', '1900-02-28'],
  ])('%s: born %s', (id, birthDate) => {
    expect(mongolianIdProblem(id)).toBeUndefined();
    expect(mongolianIdFacts(id)).toEqual({ birthDate });
  });

  it.each([
    ['AB90010112', 'shape'],
    ['уб90010112', 'shape'],
    ['УБ9001011', 'shape'],
    ['УБ900101123', 'shape'],
    ['УБВ0010112', 'shape'],
    ['УБ90130112', 'birth-date'],
    ['УБ90200112', 'birth-date'],
    ['УБ90000112', 'birth-date'],
    ['УБ05330112', 'birth-date'],
    ['УБ90023012', 'birth-date'],
  ])('%s is not: %s', (id, code) => {
    expect(mongolianIdProblem(id)?.code).toBe(code);
    expect(() => mongolianIdFacts(id)).toThrow(RangeError);
  });

  it('knows a birth in the future only with a day to compare', () => {
    expect(mongolianIdProblem('УБ90210112')).toBeUndefined();
    expect(mongolianIdProblem('УБ90210112', '2026-11-22')?.code).toBe('birth-date');
  });
});

describe('masks', () => {
  it.each([
    [maskId, '１１０１０５ 19491231 002x', '…002X'],
    [maskId, 'уб90010112', '…0112'],
    [maskAccount, '6222 0000 0000 0417', '…0417'],
    [maskPhone, '138 0000 5678', '…5678'],
    [maskPhone, '99115678', '…5678'],
    [maskPhone, '6551234', '…'],
    [maskAccount, '', '…'],
  ])('%p of %j is %j', (mask, text, masked) => expect(mask(text)).toBe(masked));
});
