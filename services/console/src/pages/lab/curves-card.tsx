import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { StudyResult } from '../../api/lab.ts';
import { Chart, TableTwin } from '../../chart/chart.tsx';
import { legendOf } from '../../chart/legend.ts';
import { series as colours } from '../../chart/theme.ts';
import { usePhone } from '../../parts/use-phone.ts';
import { clamped, cutoffAt, points, thinned } from './figures.ts';
import { useFormulaName } from './formula-pick.tsx';

const dashes = ['solid', 'dashed', 'dotted'] as const;
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin'] as const;
const drawn = 240;
const step = 1;

/** Exclusion against inclusion over all cut-offs; how many households are selected is moved by field, buttons or slider. */
export function CurvesCard({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const nameOf = useFormulaName();
  const base = result.survey.base;
  const poorShare = base.households > 0 ? (100 * base.poor) / base.households : 50;
  const [share, setShare] = useShare(Math.round(poorShare));
  const names = result.formulas.map(({ name }) => name).filter((name) => (result.curve[name]?.length ?? 0) > 0);
  const now = names.map((name) => ({ name, at: cutoffAt(result.curve[name] ?? [], share) }));
  const { legend, top } = legendOf(names.map(nameOf), usePhone());
  const percent = { min: 0, max: 100, nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: '#646872' } };
  const option = {
    grid: { left: 52, right: 24, top, bottom: 50 }, legend, tooltip: { trigger: 'item' },
    xAxis: { type: 'value', name: t('lab.column.inclusion'), ...percent }, yAxis: { type: 'value', name: t('lab.column.exclusion'), ...percent },
    series: [
      ...names.map((name, n) => ({ type: 'line', name: nameOf(name), showSymbol: false, color: colours[n % colours.length], lineStyle: { type: dashes[n % dashes.length], width: 2 }, data: thinned(result.curve[name] ?? [], drawn).map(({ inclusion, exclusion }) => [inclusion, exclusion]) })),
      ...now.map(({ name, at }, n) => ({ type: 'scatter', name: nameOf(name), color: colours[n % colours.length], symbol: symbols[n % symbols.length], symbolSize: 13, data: at ? [[at.inclusion, at.exclusion]] : [], itemStyle: { borderColor: '#FFFFFF', borderWidth: 1.5 } })),
    ],
  };
  const head = [t('lab.formula'), t('lab.column.coverage'), t('lab.column.cutoff'), t('lab.column.inclusion'), t('lab.column.exclusion')];
  const rows = now.map(({ name, at }) => [nameOf(name), points(at?.coverage), points(at?.cutoff, 4), points(at?.inclusion), points(at?.exclusion)]);
  return (
    <div className="stack">
      <Chart title={t('lab.curves.title')} about={t('lab.curves.text')} option={option} height={326 + top} footer={`SHA-256 ${result.hash.slice(0, 16)} · ${t('lab.curves.footer')}`}
        table={{ head, rows: names.flatMap((name) => thinned(result.curve[name] ?? [], 21).map((at, n) => [`${nameOf(name)} ${n + 1}`, points(at.coverage), points(at.cutoff, 4), points(at.inclusion), points(at.exclusion)])) }} />
      <section className="card" aria-labelledby="lab-cutoff">
        <header><h2 id="lab-cutoff">{t('lab.curves.cutoff')}</h2></header>
        <div className="body stack"><ShareControl share={share} onShare={setShare} /><TableTwin label={t('lab.curves.cutoff')} table={{ head, rows }} /></div>
      </section>
    </div>
  );
}

const pause = 250;

/** The cut-off follows the hand at once and then goes into the address, so that a link shows the same. */
function useShare(usual: number): readonly [number, (share: number) => void] {
  const [search, setSearch] = useSearchParams();
  const told = Number.parseFloat(search.get('share') ?? '');
  const [share, setShare] = useState(Number.isFinite(told) ? clamped(told, 0, 100) : usual);
  const write = useEffectEvent((next: number) => setSearch((now) => { const all = new URLSearchParams(now); if (next === usual) all.delete('share'); else all.set('share', String(next)); return all; }, { replace: true, preventScrollReset: true }));
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return undefined;
    const timer = setTimeout(() => write(share), pause);
    return () => clearTimeout(timer);
  }, [share]);
  return [share, (next) => { moved.current = true; setShare(next); }];
}

function ShareControl({ share, onShare }: { readonly share: number; readonly onShare: (share: number) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const move = (to: number): void => { setTyped(null); onShare(clamped(Math.round(to * 10) / 10, 0, 100)); };
  const take = (): void => { const value = Number((typed ?? '').replace(',', '.')); if (typed !== null && typed.trim() !== '' && Number.isFinite(value)) move(value); else setTyped(null); };
  return (
    <div className="share-control">
      <label className="s13 strong" htmlFor={id}>{t('lab.curves.share')}</label>
      <div className="row">
        <Button aria-label={t('lab.curves.less')} disabled={share <= 0} onClick={() => move(share - step)}>−</Button>
        <input id={id} className="share-field" inputMode="decimal" autoComplete="off" value={typed ?? String(share)} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={take}
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); take(); } }} />
        <Button aria-label={t('lab.curves.more')} disabled={share >= 100} onClick={() => move(share + step)}>+</Button>
        <input className="grow" type="range" min={0} max={100} step={0.5} value={share} aria-label={t('lab.curves.slider')} onChange={(event) => move(Number(event.currentTarget.value))} />
      </div>
    </div>
  );
}
