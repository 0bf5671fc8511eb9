import { describe, expect, it } from '@jest/globals';
import { dayAt, placePoints, scaleFor, textWidth, ticks, xOf, type Lane } from './timeline-layout.ts';

const scale = scaleFor('2022-01-01', '2026-11-21', 112, 1158);

describe('the time line', () => {
  it('goes from the day to the pixel and back', () => {
    for (const day of ['2022-01-01', '2024-02-29', '2026-03-31', '2026-11-21']) expect(dayAt(scale, xOf(scale, day))).toBe(day);
  });

  it('keeps what lies outside at its edges', () => {
    expect(xOf(scale, '2019-01-01')).toBe(112);
    expect(xOf(scale, '2031-01-01')).toBe(1158);
    expect(dayAt(scale, -50)).toBe('2022-01-01');
  });

  it('shows a month at least, even of a record that began today', () => {
    const fresh = scaleFor('2026-11-21', '2026-11-21', 0, 300);
    expect(fresh.to - fresh.from).toBeGreaterThanOrEqual(30);
  });

  it('has a line for each year, and months where they can be told apart', () => {
    const years = ticks(scale, String, () => 'm');
    expect(years.map((tick) => tick.label).filter((label) => label !== null)).toEqual(['2023', '2024', '2025', '2026']);
    expect(ticks(scaleFor('2026-03-01', '2026-11-21', 0, 900), String, (year, month) => `${year}-${month}`).map((tick) => tick.label))
      .toContain('2026-5');
  });

  it('writes a label only where it has room', () => {
    const lane: Lane = { key: 'k', label: 'l', spans: [], points: [
      { at: '2022-06-01', label: '一致', tone: 'ok' }, { at: '2026-01-01', label: '很长很长很长的一句话', tone: 'ok' }, { at: '2026-02-01', label: '收入变化', tone: 'warn' },
    ] };
    expect(placePoints(lane, scale).map((placed) => placed.label)).toEqual(['一致', null, '收入变化']);
    expect(textWidth('中文ab')).toBeCloseTo(37.92);
  });
});
