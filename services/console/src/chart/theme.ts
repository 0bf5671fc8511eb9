/** One look for every chart: no animation, hairlines, the status colours for verdicts only. */
export const series = ['#2F4B9A', '#B07A2A', '#0B6478', '#5B4B8A', '#1F6B45'] as const;
export const sequential = ['#E9EDF7', '#C9D3EA', '#9DADD6', '#5A6FB2', '#34498D'] as const;

const ink3 = '#646872';
const font = 'Inter, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

const axis = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: ink3, fontSize: 12 },
  splitLine: { lineStyle: { color: '#EFEDE7' } },
};

export const chartTheme = {
  color: [...series],
  backgroundColor: 'transparent',
  textStyle: { fontFamily: font, fontSize: 12, color: '#4A4E57' },
  animation: false,
  categoryAxis: { ...axis, axisLine: { show: true, lineStyle: { color: '#E3E0D8' } }, splitLine: { show: false } },
  valueAxis: axis,
  timeAxis: axis,
  line: { symbol: 'circle', symbolSize: 5, lineStyle: { width: 2 } },
  tooltip: { backgroundColor: '#FFFFFF', borderColor: '#E3E0D8', textStyle: { color: '#1C1E22', fontSize: 12 } },
};
