import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { useLiveState } from '../live/live.tsx';

export function LiveLamp() {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useLiveState();
  const words = state.kind === 'lost' ? t('shell.live.lost', { time: format.time(state.since) }) : t(state.kind === 'live' ? 'shell.live.on' : 'shell.live.connecting');
  return <span className={`live ${state.kind}`} role="status"><i aria-hidden="true" />{words}</span>;
}
