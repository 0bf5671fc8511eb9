import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

/** The console's colours: series; what is right and what is wrong; inks and hairlines. */
export const SERIES = ['#2F4B9A', '#B07A2A', '#0B6478', '#5B4B8A', '#1F6B45', '#8C8A83', '#B3261E', '#243B7C'] as const;
export const INK = '#1C1E22', INK_2 = '#4A4E57', INK_3 = '#646872', LINE = '#E3E0D8', GRID = '#EFEDE7', BAD = '#B3261E', WARN = '#C98A1B', ACCENT = '#2F4B9A', PALE = '#B9BDC9';
/** Lines that print grey are told apart by these. */
export const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [12, 4], [4, 4], [2, 4], [10, 2]] as const;

export interface Size { readonly width: number; readonly height: number }
export const WIDE: Size = { width: 720, height: 360 }, LOW: Size = { width: 720, height: 280 }, HALF: Size = { width: 360, height: 320 };

export const axis = (name: string, more: object = {}): object => ({
  type: 'value', name, nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: INK_3, fontSize: 12 }, axisLine: { show: true, lineStyle: { color: LINE } }, axisTick: { show: false },
  axisLabel: { color: INK_3, fontSize: 12 }, splitLine: { lineStyle: { color: GRID } }, ...more,
});

/** Draws a chart as an SVG text, without a browser. */
export function svgOf({ width, height }: Size, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, color: [...SERIES], textStyle: { fontFamily: 'Roboto', fontSize: 12, color: INK_2 }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
