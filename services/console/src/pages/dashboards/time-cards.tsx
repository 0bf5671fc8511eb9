import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigure, type FigureAsk, type StepTime, type Turnaround } from '../../api/reporting.ts';
import { useWords } from '../../i18n/words.ts';
import { Loading, Partial } from '../../parts/states.tsx';
import { Footer } from './areas-cards.tsx';

/** Median and nine-in-ten of each step, with the limit as a black tick. */
export function StepTimesCard({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { data, error, refetch } = useFigure<StepTime>('step-times', ask);
  const ruleSets = [...new Set(data?.items.map((line) => line.ruleSet) ?? [])].toSorted();
  const [wanted, setWanted] = useState('');
  const ruleSet = ruleSets.includes(wanted) ? wanted : ruleSets[0] ?? '';
  const lines = data?.items.filter((line) => line.ruleSet === ruleSet) ?? [];
  const widest = Math.max(1, ...lines.map((line) => Math.max(line.limit, line.p90 ?? 0))) * 1.02;
  return (
    <section className="card" id="times" aria-labelledby="times-title">
      <header><h2 id="times-title">{t('dashboard.steps.title')}</h2><span className="grow" />{ruleSets.length > 1 && <NativeSelect size="xs" aria-label={t('dashboard.steps.ruleSet')} value={ruleSet} data={ruleSets} onChange={(event) => setWanted(event.currentTarget.value)} />}</header>
      <div className="body">
        {error !== null && <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={6} />}
        {data && lines.length === 0 && <p className="mut">{t('dashboard.steps.none')}</p>}
        {lines.length > 0 && <ul>{lines.map((line) => <li key={line.step}><StepRow line={line} widest={widest} /></li>)}</ul>}
        {lines.length > 0 && <p className="sub" style={{ marginTop: 8 }}>{`${t('dashboard.steps.median')} / ${t('dashboard.steps.p90')} · ▏${t('dashboard.steps.limit')} · ${t('dashboard.steps.unit')} · ${t('dashboard.steps.finished', { count: lines.reduce((sum, line) => sum + line.n, 0) })}`}</p>}
      </div>
      {data && <Footer figures={data} />}
    </section>
  );
}

function StepRow({ line, widest }: { readonly line: StepTime; readonly widest: number }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const name = line.title ? text(line.title) : t('dashboard.steps.total');
  const over = line.p90 !== null && line.p90 > line.limit;
  const share = (value: number | null): string => `${((value ?? 0) / widest) * 100}%`;
  return (
    <div className="step-row">
      <span>{line.unit === 'day' ? t('dashboard.steps.plain', { name }) : name}</span>
      <span className={`step-track ${over ? 'over' : ''}`} aria-hidden="true"><i className="p90" style={{ width: share(line.p90) }} /><i className="median" style={{ width: share(line.median) }} /><i className="limit" style={{ left: share(line.limit) }} /></span>
      <span className={over ? 'c-bad strong' : 'mut'}>{line.median ?? '–'} / {line.p90 ?? '–'} <span className="sub">{t('dashboard.steps.limit')} {line.limit}</span></span>
    </div>
  );
}

/** A length of time in the largest unit that leaves it readable. */
function useLength(): (seconds: number | null) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === null) return '–';
    if (seconds < 120) return t('dashboard.seconds', { count: Math.round(seconds * 10) / 10 });
    if (seconds < 7_200) return t('dashboard.minutes', { count: Math.round(seconds / 60) });
    return seconds < 172_800 ? t('dashboard.hours', { count: Math.round(seconds / 3_600) }) : t('dashboard.daysLong', { count: Math.round(seconds / 86_400) });
  };
}

export function TurnaroundCard({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const length = useLength();
  const { data, error, refetch } = useFigure<Turnaround>('turnaround', ask);
  return (
    <section className="card" aria-labelledby="turnaround">
      <header><h2 id="turnaround">{t('dashboard.turnaround.title')}</h2></header>
      <div className="body">
        {error !== null && <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={4} />}
        {data && data.items.length === 0 && <p className="mut">{t('dashboard.turnaround.none')}</p>}
        {data && data.items.length > 0 && (
          <div className="scroll" tabIndex={0} role="region" aria-labelledby="turnaround"><table className="twin" aria-labelledby="turnaround">
            <thead><tr><th scope="col">{t('household.events.source')}</th><th scope="col" className="num">{t('dashboard.turnaround.answers')}</th><th scope="col" className="num">{t('dashboard.steps.median')}</th><th scope="col" className="num">{t('dashboard.steps.p90')}</th></tr></thead>
            <tbody>{data.items.map((line) => <tr key={line.source}><th scope="row">{line.source === 'verification' ? t('dashboard.turnaround.whole') : word('source', line.source)}</th><td className="num">{line.n}</td><td className="num">{length(line.medianSeconds)}</td><td className="num">{length(line.p90Seconds)}</td></tr>)}</tbody>
          </table></div>
        )}
        <p className="sub" style={{ marginTop: 8 }}>{t('dashboard.turnaround.yardstick')}</p>
      </div>
      {data && <Footer figures={data} />}
    </section>
  );
}
