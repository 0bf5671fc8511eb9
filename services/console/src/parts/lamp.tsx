import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

export const lampStates = ['over', 'soon', 'ok', 'paused', 'done'] as const;
export type LampState = (typeof lampStates)[number];

/** Shape and colour both, so that neither is needed alone: square over, triangle soon, disc on time, bars paused. */
const shapes: Record<LampState, JSX.Element> = {
  over: <rect x="1" y="1" width="10" height="10" rx="2" fill="var(--bad)" />,
  soon: <path d="M6 .8 11.6 11H.4z" fill="var(--warn-lamp)" />,
  ok: <circle cx="6" cy="6" r="4.6" fill="var(--ok-lamp)" />,
  paused: <path d="M3 1.5h2.2v9H3zM6.8 1.5H9v9H6.8z" fill="var(--wait)" />,
  done: <path d="M2.5 6.4 5 9l4.6-5.6" fill="none" stroke="var(--ink-3)" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />,
};

export const lampTone: Record<LampState, string> = { over: 'c-bad strong', soon: 'c-warn strong', ok: '', paused: 'mut', done: 'mut' };

interface LampProps { readonly state: LampState; /** Spoken; without it the words beside the lamp must say the same. */ readonly spoken?: boolean }

export function Lamp({ state, spoken = false }: LampProps) {
  const { t } = useTranslation();
  const voice = spoken ? { role: 'img', 'aria-label': t(`clock.lamp.${state}`) } : { 'aria-hidden': true };
  return <svg viewBox="0 0 12 12" width="12" height="12" style={{ flex: 'none' }} {...voice}>{shapes[state]}</svg>;
}
