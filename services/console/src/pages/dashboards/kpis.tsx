import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { useFigure, type FigureAsk, type Kpi } from '../../api/reporting.ts';
import { useFormat } from '../../format/use-format.ts';
import { Figure, type FigureReading } from '../../parts/figure.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, Partial } from '../../parts/states.tsx';
import { useWords } from '../../i18n/words.ts';
import { useCount } from './use-dashboard.ts';

const order = ['households', 'persons', 'monthly', 'onTime', 'spotCheck', 'uncollected'] as const;
type Key = (typeof order)[number];
const units: Partial<Record<Key, 'households' | 'people' | 'payments'>> = { households: 'households', persons: 'people', uncollected: 'payments' };

/** Six figures, each with what it counts, from whose facts and as of when. */
export function Kpis({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const count = useCount();
  const { data, error, refetch } = useFigure<Kpi>('overview', ask);
  if (error !== null) return isProblem(error) && error.status === 403 ? <Refusal error={error} /> : <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />;
  if (!data) return <div className="card"><Loading rows={2} height={36} /></div>;
  const find = (key: string): Kpi | undefined => data.items.find((one) => one.key === key);
  const written = (key: Key, kpi: Kpi): string => {
    if (key === 'monthly') return kpi.money ? format.bigMoney(kpi.money) : '–';
    if (kpi.value === null) return '–';
    return key === 'onTime' || key === 'spotCheck' ? `${kpi.value}%` : count(kpi.value);
  };
  const noted = (key: Key, kpi: Kpi): string | undefined => {
    if (key === 'spotCheck') return t('dashboard.note.target');
    if (key === 'uncollected') return kpi.money ? format.money(kpi.money) : undefined;
    const children = find('children')?.value;
    if (key === 'persons' && children !== null && children !== undefined) return `${t('dashboard.kpi.children')} ${count(children)}`;
    return kpi.previous !== null && kpi.previous > 0 && kpi.value !== null ? t('dashboard.note.change', { change: format.change(kpi.value / kpi.previous - 1) }) : undefined;
  };
  const reading = (key: Key): FigureReading | null => {
    const kpi = find(key);
    if (!kpi) return null;
    const unit = units[key];
    return {
      label: t(`dashboard.kpi.${key}`), value: written(key, kpi), unit: unit && t(`dashboard.unit.${unit}`), note: noted(key, kpi), definition: t(`dashboard.definition.${key}`), source: kpi.source, asOf: data.asOf, history: kpi.series,
    };
  };
  return <div className="card figures">{order.map((key) => { const one = reading(key); return one && <Figure key={key} {...one} />; })}</div>;
}
