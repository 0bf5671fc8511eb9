import { useTranslation } from 'react-i18next';
import type { StartClock } from '../../api/hiavs.ts';
import { ClockCell } from '../../parts/clock-row.tsx';
import { Lamp } from '../../parts/lamp.tsx';

/** Whether the first department was asked in time; once it was, the clock has nothing more to say. */
export function StartCell({ start }: { readonly start: StartClock }) {
  const { t } = useTranslation();
  if (start.state === 'done') return <span className="clock-cell mut"><Lamp state="done" />{t('verification.started')}</span>;
  return <ClockCell clock={{ ...start, state: start.state === 'fine' ? 'ok' : start.state }} />;
}
