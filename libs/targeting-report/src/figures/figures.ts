import { ABOVE_EDGES, BELOW_EDGES } from '@hearth/targeting';
import { distanceLabels } from '../report/figure-names.ts';
import type { Words } from '../report/words.ts';
import type { StudiedQuadrants, StudyResult } from '../study/result.ts';
import { ACCENT, axis, BAD, DASHES, HALF, INK, INK_2, LINE, LOW, PALE, SERIES, type Size, svgOf, WARN, WIDE } from './chart.ts';

const legend = { top: 0, left: 'left', itemWidth: 28, itemHeight: 10, textStyle: { color: INK_2, fontSize: 12 } };
const percent = { min: 0, max: 100, axisLabel: { formatter: '{value}', color: INK_2 } };

/** Exclusion against inclusion over all cut-offs, a line for each formula; a point where the study's budget or threshold stands. */
export function errorCurves({ curve, tables }: StudyResult, w: Words): string {
  const names = Object.keys(curve);
  return svgOf(WIDE, {
    legend: { ...legend, data: names }, grid: { left: 56, right: 24, top: 36, bottom: 48 }, xAxis: axis(w('inclusion'), percent), yAxis: axis(w('exclusion'), { ...percent, nameGap: 36 }),
    series: names.flatMap((name, at) => {
      const colour = SERIES[at % SERIES.length]!, here = tables.errors.find(({ formula }) => formula === name);
      return [
        { name, type: 'line', symbol: 'none', lineStyle: { width: 2, color: colour, type: DASHES[at % DASHES.length] }, itemStyle: { color: colour }, data: curve[name]!.map(({ inclusion, exclusion }) => [inclusion, exclusion]) },
        { name, type: 'scatter', symbolSize: 8, itemStyle: { color: colour, borderColor: '#FFFFFF', borderWidth: 1 }, data: here ? [[here.inclusion, here.exclusion]] : [] },
      ];
    }),
  });
}

/** The paper's Figure 5 for one formula: ln consumption against score, parted by the line and by where the selection ends. */
export function quadrantScatter(name: string, { points, line, cutoff, weighted, negated }: StudiedQuadrants, w: Words): string {
  const cut = cutoff ?? Number.NEGATIVE_INFINITY, of = (poor: boolean, selected: boolean) => points.filter(([spent, score]) => spent < line === poor && score <= cut === selected);
  const all = weighted.southWest + weighted.southEast + weighted.northWest + weighted.northEast, share = (part: number): string => `${((100 * part) / all).toFixed(0)} %`;
  const group = (data: readonly (readonly [number, number])[], colour: string): object => ({ type: 'scatter', symbolSize: 3, itemStyle: { color: colour, opacity: 0.7 }, data });
  const mark = { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: INK, width: 1, type: 'solid' }, data: [{ xAxis: line }, ...(cutoff === null ? [] : [{ yAxis: cutoff }])] };
  const label = (part: number, left: string | number, top: string | number): object => ({ text: share(part), left, top, textStyle: { fontSize: 13, fontWeight: 'bold', color: INK } });
  return svgOf(HALF, {
    title: [{ text: name, left: 0, top: 0, textStyle: { fontSize: 13, fontWeight: 'bold', color: INK } }, label(weighted.northWest, 62, 34), label(weighted.northEast, 316, 34), label(weighted.southWest, 62, 248), label(weighted.southEast, 316, 248)],
    grid: { left: 52, right: 8, top: 28, bottom: 44 }, xAxis: axis(w('lnConsumption'), { scale: true, nameGap: 26 }), yAxis: axis(negated ? `− ${w('score')}` : w('score'), { scale: true, nameGap: 36 }),
    series: [{ ...group(of(true, true), QUADRANT_COLOURS.southWest), markLine: mark }, group(of(false, true), QUADRANT_COLOURS.southEast), group(of(true, false), QUADRANT_COLOURS.northWest), group(of(false, false), QUADRANT_COLOURS.northEast)],
  });
}

/** Where the errors stand: a bar for each formula, its parts by distance to the line. */
export function distanceBars({ tables: { distances } }: StudyResult, side: 'above' | 'below', w: Words): string {
  const labels = distanceLabels(side === 'above' ? ABOVE_EDGES : BELOW_EDGES), shades = ['#C9D3EA', '#9DADD6', '#5A6FB2', '#243B7C'], size: Size = { width: 360, height: 92 + 34 * distances.length };
  return svgOf(size, {
    title: { text: `${w(side)} …`, left: 0, top: 0, textStyle: { fontSize: 12, fontWeight: 'bold', color: INK } }, legend: { ...legend, top: 20, itemWidth: 12, itemGap: 8, textStyle: { fontSize: 11, color: INK_2 } },
    grid: { left: 74, right: 14, top: 46, bottom: 24 }, xAxis: axis('', percent),
    yAxis: { type: 'category', inverse: true, data: distances.map(({ formula }) => formula), axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false }, axisLabel: { color: INK_2, fontSize: 12, width: 66, overflow: 'truncate' } },
    series: labels.map((name, part) => ({
      name, type: 'bar', stack: 'all', barWidth: 18, itemStyle: { color: shades[part] }, label: { show: true, fontSize: 11, color: part < 2 ? INK : '#FFFFFF', formatter: ({ value }: { value: number }) => (value >= 8 ? value.toFixed(0) : '') }, data: distances.map((row) => row[side][part] ?? 0),
    })),
  });
}

/** Coverage against poverty, a point for each area. */
export function areaScatter({ areas, formulas, correlations }: StudyResult, w: Words): string {
  const data = formulas.map(({ name }) => { const r = correlations.find(({ formula }) => formula === name)?.all; return `${name}${r === null || r === undefined ? '' : ` (r ${r.toFixed(2)})`}`; });
  return svgOf(LOW, {
    legend: { ...legend, itemWidth: 10, data }, grid: { left: 56, right: 24, top: 36, bottom: 48 }, xAxis: axis(w('poverty'), { min: 0 }), yAxis: axis(w('coverage'), { min: 0, nameGap: 36 }),
    series: formulas.map(({ name }, at) => ({ name: data[at], type: 'scatter', symbol: ['circle', 'rect', 'triangle', 'diamond'][at % 4], symbolSize: 8, itemStyle: { color: SERIES[at % SERIES.length], opacity: 0.85 }, data: areas.map((area) => [area.povertyRate, area[name]]) })),
  });
}

/** What the colours of the quadrants mean, in the order in which they are drawn. */
export const QUADRANT_COLOURS = { southWest: ACCENT, southEast: WARN, northWest: BAD, northEast: PALE } as const;
