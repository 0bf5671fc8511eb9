import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, registerTheme, use as register, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { chartTheme } from './theme.ts';

register([BarChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent, SVGRenderer]);
registerTheme('hearth', chartTheme);

interface CanvasProps { readonly option: EChartsCoreOption; readonly height: number; readonly label: string }

/** The drawing itself; its own chunk, fetched when the first chart is shown. */
export default function Canvas({ option, height, label }: CanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const drawn = init(host.current, 'hearth', { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(host.current);
    return () => { watch.disconnect(); drawn.dispose(); };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ aria: { enabled: true, label: { description: label } }, ...option }, true);
  }, [option, label]);
  return <div ref={host} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
