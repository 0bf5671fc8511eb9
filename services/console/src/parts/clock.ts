import type { LampState } from './lamp.tsx';

export interface ClockReading {
  readonly due: string | null;
  readonly left: number;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'working-day' | 'day';
  readonly bound: 'statutory' | 'promised';
  readonly state: LampState;
  /** Some year in between has no published calendar yet. */
  readonly provisional: boolean;
}

/** The share of the time that is gone, for the bar; a clock past its limit is full. */
export const shareUsed = (clock: ClockReading): number =>
  (clock.limit <= 0 ? 1 : Math.min(1, Math.max(0, clock.used / clock.limit)));

/** Red past the limit; yellow when a fifth or two days are left; the service's own word, where it has one, counts. */
export function lampFor(left: number, limit: number): LampState {
  if (left < 0) return 'over';
  return left <= 2 || left <= limit * 0.2 ? 'soon' : 'ok';
}
