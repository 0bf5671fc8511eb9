import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sequential } from '../chart/theme.ts';
import './area-map.css';
import { classLimits, classOf, layout, type Cell } from './layout.ts';

/** `value` null: the area did not report; it is hatched and named, never counted as nothing. */
export interface MapArea { readonly code: string; readonly name: string; readonly value: number | null; /** As it is written on the cell. */ readonly text: string }

interface AreaMapProps {
  readonly areas: readonly MapArea[];
  readonly chosen: string | null;
  readonly label: string;
  /** Whole things are counted; classes have whole limits. */
  readonly whole?: boolean;
  /** A limit in the legend. */
  readonly write: (value: number) => string;
  readonly onChoose: (code: string) => void;
}

/** Pressing a cell chooses it; with the keyboard the same is done in the table beside it. */
export function AreaMap({ areas, chosen, label, whole = false, write, onChoose }: AreaMapProps) {
  const { t } = useTranslation();
  const hatch = useId();
  const drawn = useMemo(() => layout(areas.map((area) => area.code)), [areas]);
  const limits = useMemo(() => classLimits(areas.flatMap((area) => (area.value === null ? [] : [area.value])), whole), [areas, whole]);
  const ordered = drawn.cells.toSorted((a, b) => Number(a.code === chosen) - Number(b.code === chosen));
  return (
    <div className="stack">
      <svg className="area-map" style={{ maxWidth: drawn.width * largest }} viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" fill="var(--sunken)" /><line x1="0" y1="0" x2="0" y2="7" stroke="#CFCBC0" strokeWidth="1.4" />
          </pattern>
        </defs>
        {ordered.map((cell) => {
          const area = areas.find((one) => one.code === cell.code);
          return area ? <AreaCell key={cell.code} cell={cell} area={area} limits={limits} hatch={hatch} chosen={chosen === cell.code} onChoose={onChoose} /> : null;
        })}
      </svg>
      <div className="legend">
        {limits.length > 0 && [0, ...limits].map((_, k) => <span key={k}><i style={{ background: shade(k, limits) }} />{range(k, limits, write)}</span>)}
        <span><i className="hatched" />{t('common.missing')}</span>
        <span className="grow" /><span className="sub">{t('common.schematic')}</span>
      </div>
    </div>
  );
}

/** Beyond this a few areas would be drawn like a poster. */
const largest = 1.3;
const darkest = sequential.length - 1;
const toneOf = (k: number, limits: readonly number[]): number => (limits.length === 0 ? 2 : Math.round((k * darkest) / limits.length));
const shade = (k: number, limits: readonly number[]): string | undefined => sequential[toneOf(k, limits)];

function range(k: number, limits: readonly number[], write: (value: number) => string): string {
  const [low, high] = [limits[k - 1], limits[k]];
  if (low === undefined) return high === undefined ? '' : `< ${write(high)}`;
  return high === undefined ? `≥ ${write(low)}` : `${write(low)}–${write(high)}`;
}

interface AreaCellProps { readonly cell: Cell; readonly area: MapArea; readonly limits: readonly number[]; readonly hatch: string; readonly chosen: boolean; readonly onChoose: (code: string) => void }

function AreaCell({ cell, area, limits, hatch, chosen, onChoose }: AreaCellProps) {
  const { t } = useTranslation();
  const tone = area.value === null ? -1 : toneOf(classOf(area.value, limits), limits);
  const ink = tone >= 3 ? '#FFFFFF' : 'var(--ink)';
  return (
    <g className={`pick ${chosen ? 'chosen' : ''}`} onClick={() => onChoose(cell.code)}>
      <path d={cell.path} fill={tone < 0 ? `url(#${hatch})` : sequential[tone]} />
      <text x={cell.x} y={cell.y - 3} fill={ink}>{area.name}</text>
      <text x={cell.x} y={cell.y + 14} fill={ink} className="value">{area.value === null ? t('common.missing') : area.text}</text>
    </g>
  );
}
