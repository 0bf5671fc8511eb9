import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/words.ts';
import './figure.css';

export interface FigureReading {
  readonly label: string;
  readonly value: string;
  readonly unit?: string | undefined;
  readonly note?: string | undefined;
  /** What exactly is counted. */
  readonly definition?: string | undefined;
  readonly source: string;
  readonly asOf: string;
  readonly history?: readonly number[] | undefined;
  readonly to?: string | undefined;
}

/** No figure without its definition, its source and its time; it opens the level or list below. */
export function Figure({ label, value, unit, note, definition, source, asOf, history, to }: FigureReading) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const content = (
    <>
      <div className="figure-label" title={definition}>{label}</div>
      <div className="figure-value"><span>{value}{unit !== undefined && <small>{unit}</small>}</span>{history && history.length > 1 && <Spark values={history} />}</div>
      {note !== undefined && <div className="figure-note">{note}</div>}
      <div className="figure-note">{word('service', source)} · {t('common.asOf', { date: format.dayMonthTime(asOf) })}</div>
    </>
  );
  return to === undefined ? <div className="figure">{content}</div> : <Link className="figure" to={to}>{content}</Link>;
}

function Spark({ values }: { readonly values: readonly number[] }) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const at = (value: number, n: number): string => `${(n / (values.length - 1)) * 48 + 2},${18 - ((value - low) / range) * 14}`;
  const last = at(values.at(-1) ?? low, values.length - 1).split(',');
  return (
    <svg viewBox="0 0 52 20" aria-hidden="true">
      <polyline points={values.map(at).join(' ')} fill="none" stroke="#7A90CB" strokeWidth="1.2" />
      <circle cx={last[0]} cy={last[1]} r="1.8" fill="var(--accent)" />
    </svg>
  );
}
