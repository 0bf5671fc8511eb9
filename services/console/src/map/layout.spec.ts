import { describe, expect, it } from '@jest/globals';
import { classLimits, classOf, layout } from './layout.ts';

const codes = ['341522', '341523', '341524', '341525', '341502', '341503', '341504'];
const corners = (path: string): string[] => path.slice(1, -1).split('L');

describe('the schematic map', () => {
  it('is the same for the same areas', () => {
    expect(layout(codes)).toEqual(layout(codes));
  });

  it('gives each area a cell of its own, inside the drawing', () => {
    const map = layout(codes);
    expect(new Set(map.cells.map((cell) => cell.path)).size).toBe(7);
    for (const corner of map.cells.flatMap((cell) => corners(cell.path))) {
      const [x = -1, y = -1] = corner.split(' ').map(Number);
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x).toBeLessThan(map.width);
      expect(y).toBeLessThan(map.height);
    }
  });

  it('lets neighbours share their border, corner by corner', () => {
    const counted = new Map<string, number>();
    for (const corner of layout(codes).cells.flatMap((cell) => corners(cell.path))) counted.set(corner, (counted.get(corner) ?? 0) + 1);
    expect([...counted.values()].filter((times) => times >= 2).length).toBeGreaterThan(12);
  });

  it('draws nothing of nothing', () => {
    expect(layout([]).cells).toEqual([]);
  });
});

describe('the classes of a map', () => {
  it('are five equal steps', () => {
    const limits = classLimits([0, 0.02, 0.1]);
    expect(limits.map((limit) => Number(limit.toFixed(3)))).toEqual([0.02, 0.04, 0.06, 0.08]);
    expect([0, 0.02, 0.05, 0.1].map((value) => classOf(value, limits))).toEqual([0, 1, 2, 4]);
  });

  it('are one where all areas are alike', () => {
    expect(classLimits([3, 3])).toEqual([]);
  });

  it('have whole limits, each once, where whole things are counted', () => {
    expect(classLimits([0, 3], true)).toEqual([1, 2, 3]);
    expect(classLimits([0, 49], true)).toEqual([10, 20, 30, 40]);
  });
});
