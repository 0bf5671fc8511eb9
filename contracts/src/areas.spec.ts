import { describe, expect, it } from '@jest/globals';
import { areaName, areas } from './index.ts';

const count = (level: string) => areas.filter((area) => area.level === level).length;

describe('the areas of the sample world', () => {
  it('stand each below a named area whose code begins theirs', () => {
    const codes = new Set(areas.map((area) => area.code));
    expect(codes.size).toBe(areas.length);
    for (const area of areas.filter(({ parent }) => parent !== null)) {
      expect(codes).toContain(area.parent);
      expect(area.code.startsWith(String(area.parent))).toBe(true);
    }
    expect(areas.filter(({ parent }) => parent === null).map(({ code }) => code)).toEqual(['34', 'MN-073']);
  });

  it('have three villages in each of three towns of two counties, sixteen prefectures, two baghs', () => {
    expect([count('county'), count('town'), count('village'), count('prefecture'), count('bagh')]).toEqual([2, 6, 18, 16, 2]);
  });

  it('are named in three scripts', () => {
    for (const { zh, mn, en } of areas) {
      expect(zh).toMatch(/^\p{Script=Han}+$/u);
      expect(mn).toMatch(/^[\p{Script=Cyrillic}\d -]+$/u);
      expect(en).toMatch(/^[A-Za-z0-9'() ]+$/);
    }
  });

  it('are called by name, a stranger by its code', () => {
    expect(areaName('341524100002')).toEqual({ zh: '红村社区', mn: 'Хунцунь хороолол', en: 'Hongcun Community' });
    expect(areaName('MN-073-04-01', '2022-01-01').en).toBe('Bagh 1');
    expect(areaName('990000')).toEqual({ zh: '990000', mn: '990000', en: '990000' });
  });
});
