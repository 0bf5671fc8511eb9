import { useElementSize } from '@mantine/hooks';
import { useId, type KeyboardEvent, type PointerEvent } from 'react';
import { useFormat } from '../format/use-format.ts';
import { dayAt, dayFrom, dayNumber, placePoints, scaleFor, textWidth, ticks, xOf, type Lane, type Scale, type Tone } from './timeline-layout.ts';
import './timeline.css';

const fill: Record<Tone, string> = {
  accent: 'var(--accent)', info: 'var(--info)', ok: 'var(--ok)', warn: 'var(--warn)', bad: 'var(--bad)', wait: 'var(--wait)', plain: 'var(--ink-2)',
};
const laneTop = 44;
const laneHeight = 27;

interface TimelineProps {
  readonly lanes: readonly Lane[];
  readonly first: string;
  readonly today: string;
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly label: string;
  readonly handleLabel: string;
}

/** One lane per programme and per kind of fact; everything after the handle fades. */
export function Timeline({ lanes, first, today, day, onDay, label, handleLabel }: TimelineProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const hatch = useId();
  const total = Math.max(320, width);
  const left = Math.min(138, 24 + Math.max(...lanes.map((lane) => textWidth(lane.label)), 40));
  const scale = scaleFor(first, today, left, total - 10);
  const height = laneTop + lanes.length * laneHeight + 10;
  const handle = xOf(scale, day);
  return (
    <div ref={ref} style={{ overflow: 'hidden' }}>
      <svg className="timeline" viewBox={`0 0 ${total} ${height}`} height={height} role="group" aria-label={label}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--accent-tint)" /><line x1="0" y1="0" x2="0" y2="6" stroke="#9FB0DC" strokeWidth="2" />
          </pattern>
        </defs>
        {lanes.map((lane, n) => (
          <g key={lane.key}>
            <rect x="0" y={laneTop + n * laneHeight} width={total} height={laneHeight - 1} fill={n % 2 === 0 ? 'var(--sunken)' : 'var(--surface)'} />
            <text x="8" y={laneTop + n * laneHeight + 17}>{lane.label}</text>
          </g>
        ))}
        <Axis scale={scale} height={height} />
        {lanes.map((lane, n) => <LaneMarks key={lane.key} lane={lane} scale={scale} top={laneTop + n * laneHeight} hatch={hatch} />)}
        <rect x={handle} y={laneTop} width={Math.max(0, total - handle)} height={lanes.length * laneHeight} fill="var(--sunken)" opacity="0.62" pointerEvents="none" />
        <Handle scale={scale} day={day} today={today} height={height} onDay={onDay} label={handleLabel} />
      </svg>
    </div>
  );
}

function Axis({ scale, height }: { readonly scale: Scale; readonly height: number }) {
  const format = useFormat();
  const lines = ticks(scale, String, (year, month) => format.month(`${year}-${String(month).padStart(2, '0')}`));
  return lines.map((tick) => (
    <g key={tick.x}>
      <line x1={tick.x} y1={tick.label === null ? 40 : 22} x2={tick.x} y2={height - 4} stroke={tick.label === null ? '#F1EFEA' : 'var(--line)'} />
      {tick.label !== null && tick.x < scale.right - 40 && <text className="quiet" x={tick.x + 5} y="34">{tick.label}</text>}
    </g>
  ));
}

function LaneMarks({ lane, scale, top, hatch }: { readonly lane: Lane; readonly scale: Scale; readonly top: number; readonly hatch: string }) {
  return (
    <>
      {lane.spans.map((span) => {
        const x = xOf(scale, span.from);
        const wide = Math.max(4, (span.to === null ? scale.right : xOf(scale, span.to)) - x);
        return (
          <g key={`${span.from}${span.label}`}>
            <rect x={x} y={top + 4} width={wide} height="18" rx="4" fill={span.tentative === true ? `url(#${hatch})` : fill[span.tone]} />
            {textWidth(span.label) + 14 < wide && <text className={span.tentative === true ? '' : 'inside'} x={x + 7} y={top + 17}>{span.label}</text>}
            <title>{span.label}</title>
          </g>
        );
      })}
      {placePoints(lane, scale).map(({ x, label, point }, n) => (
        <g key={`${point.at}${n}`}>
          {point.square === true
            ? <rect x={x - 5} y={top + 8} width="11" height="11" rx="2" fill={point.tone === 'bad' ? 'var(--bad)' : '#7FA793'} />
            : <circle cx={x} cy={top + 13} r="4.5" fill="var(--surface)" stroke={fill[point.tone]} strokeWidth="2" />}
          {label !== null && <text className="quiet" x={x + 9} y={top + 17}>{label}</text>}
          <title>{point.label}</title>
        </g>
      ))}
    </>
  );
}

interface HandleProps { readonly scale: Scale; readonly day: string; readonly today: string; readonly height: number; readonly onDay: (day: string) => void; readonly label: string }

function Handle({ scale, day, today, height, onDay, label }: HandleProps) {
  const format = useFormat();
  const x = xOf(scale, day);
  const move = (next: string): void => { if (next !== day) onDay(next > today ? today : next); };
  const drag = (event: PointerEvent<SVGGElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (box) move(dayAt(scale, event.clientX - box.left));
  };
  const press = (event: KeyboardEvent): void => {
    const days = { ArrowLeft: -1, ArrowRight: 1, PageUp: 30, PageDown: -30 }[event.key];
    if (days === undefined) return;
    event.preventDefault();
    move(dayFrom(dayNumber(day) + days));
  };
  const words = format.shortDate(day);
  const wide = textWidth(words) + 18;
  const labelLeft = Math.min(Math.max(scale.left, x - wide / 2), scale.right + 10 - wide);
  return (
    <g className="handle" role="slider" tabIndex={0} aria-label={label} aria-valuemin={scale.from} aria-valuemax={dayNumber(today)} aria-valuenow={dayNumber(day)} aria-valuetext={format.date(day)}
      onKeyDown={press} onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag}>
      <rect x={x - 12} y="0" width="24" height={height} fill="transparent" />
      <line x1={x} y1="20" x2={x} y2={height - 4} stroke="var(--accent)" strokeWidth="2" />
      <circle cx={x} cy={height - 5} r="4" fill="var(--accent)" />
      <rect x={labelLeft} y="0" width={wide} height="20" rx="4" fill="var(--accent)" />
      <text x={labelLeft + wide / 2} y="14" textAnchor="middle" className="inside" style={{ fontWeight: 600 }}>{words}</text>
    </g>
  );
}
