import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { shareUsed, type ClockReading } from './clock.ts';
import './clock.css';
import { Lamp, lampTone } from './lamp.tsx';

/** "3 working days" and "3 days" are different words everywhere. */
function useSpan(): (clock: ClockReading) => string {
  const { t } = useTranslation();
  return (clock) => {
    if (clock.state === 'paused') return t('clock.paused');
    if (clock.state === 'done') return t('clock.lamp.done');
    const working = clock.unit === 'working-day';
    if (clock.left < 0) return working ? t('clock.overWorking', { count: -clock.left }) : t('clock.overPlain', { count: -clock.left });
    return working ? t('clock.leftWorking', { count: clock.left }) : t('clock.leftPlain', { count: clock.left });
  };
}

function useTitle(): (clock: ClockReading, of: 'step' | 'total') => string {
  const { t } = useTranslation();
  return ({ bound, unit, limit }, of) => {
    const unitName = unit === 'working-day' ? 'Working' : 'Plain';
    const boundName = bound === 'statutory' ? 'Statutory' : 'Promised';
    return t(`clock.${of}${boundName}${unitName}`, { count: limit });
  };
}

export function ClockRow({ clock, of }: { readonly clock: ClockReading; readonly of: 'step' | 'total' }) {
  const { t } = useTranslation();
  const span = useSpan();
  const title = useTitle();
  const format = useFormat();
  return (
    <div className="clock">
      <span className="clock-name"><Lamp state={clock.state} /><span>{title(clock, of)}</span></span>
      <b className={`nowrap strong ${lampTone[clock.state]}`}>
        {span(clock)}{clock.due !== null && clock.state !== 'done' && <> · {format.dayMonth(clock.due)}</>}
      </b>
      <span className={`bar ${clock.state}`}><i style={{ width: `${shareUsed(clock) * 100}%` }} /></span>
      {clock.provisional && <span className="sub">{t('clock.provisional')}</span>}
    </div>
  );
}

export function ClockCell({ clock }: { readonly clock: ClockReading | null }) {
  const { t } = useTranslation();
  const span = useSpan();
  if (!clock) return <span className="mut">{t('clock.noClock')}</span>;
  return <span className={`clock-cell ${lampTone[clock.state]}`}><Lamp state={clock.state} />{span(clock)}</span>;
}
