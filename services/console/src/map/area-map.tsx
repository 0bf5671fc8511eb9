import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sequential } from '../chart/theme.ts';
import './area-map.css';
import { classLimits, classOf, layout, type Cell } from './layout.ts';

/** `value` null: the area did not report; it is hatched and named, never counted as nothing. */
export interface MapArea { readonly code: string; readonly name: string; readonly value: number | null }

interface AreaMapProps {
  readonly areas: readonly MapArea[];
  readonly chosen: string | null;
  readonly label: string;
  readonly write: (value: number) => string;
  readonly onChoose: (code: string) => void;
}

/** Pressing a cell chooses it; with the keyboard the same is done in the table beside it. */
export function AreaMap({ areas, chosen, label, write, onChoose }: AreaMapProps) {
  const { t } = useTranslation();
  const hatch = useId();
  const drawn = useMemo(() => layout(areas.map((area) => area.code)), [areas]);
  const limits = useMemo(() => classLimits(areas.flatMap((area) => (area.value === null ? [] : [area.value]))), [areas]);
  const ordered = drawn.cells.toSorted((a, b) => Number(a.code === chosen) - Number(b.code === chosen));
  return (
    <div className="stack">
      <svg className="area-map" viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" fill="var(--sunken)" /><line x1="0" y1="0" x2="0" y2="7" stroke="#CFCBC0" strokeWidth="1.4" />
          </pattern>
        </defs>
        {ordered.map((cell) => {
          const area = areas.find((one) => one.code === cell.code);
          return area ? <AreaCell key={cell.code} cell={cell} area={area} limits={limits} hatch={hatch} chosen={chosen === cell.code} write={write} onChoose={onChoose} /> : null;
        })}
      </svg>
      <div className="legend">
        {limits.length > 0 && sequential.map((colour, k) => <span key={colour}><i style={{ background: colour }} />{range(k, limits, write)}</span>)}
        <span><i className="hatched" />{t('common.missing')}</span>
        <span className="grow" /><span className="sub">{t('common.schematic')}</span>
      </div>
    </div>
  );
}

function range(k: number, limits: readonly number[], write: (value: number) => string): string {
  const [low, high] = [limits[k - 1], limits[k]];
  if (low === undefined) return high === undefined ? '' : `< ${write(high)}`;
  return high === undefined ? `≥ ${write(low)}` : `${write(low)}–${write(high)}`;
}

interface AreaCellProps { readonly cell: Cell; readonly area: MapArea; readonly limits: readonly number[]; readonly hatch: string; readonly chosen: boolean; readonly write: (value: number) => string; readonly onChoose: (code: string) => void }

function AreaCell({ cell, area, limits, hatch, chosen, write, onChoose }: AreaCellProps) {
  const { t } = useTranslation();
  const tone = area.value === null ? -1 : classOf(area.value, limits);
  const ink = tone >= 3 ? '#FFFFFF' : 'var(--ink)';
  return (
    <g className={`pick ${chosen ? 'chosen' : ''}`} onClick={() => onChoose(cell.code)}>
      <path d={cell.path} fill={tone < 0 ? `url(#${hatch})` : sequential[tone]} />
      <text x={cell.x} y={cell.y - 3} fill={ink}>{area.name}</text>
      <text x={cell.x} y={cell.y + 14} fill={ink} className="value">{area.value === null ? t('common.missing') : write(area.value)}</text>
    </g>
  );
}
