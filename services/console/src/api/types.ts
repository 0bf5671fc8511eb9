import type { Money } from '../format/money.ts';
import type { Text3 } from '../i18n/words.ts';
import type { ClockReading } from '../parts/clock.ts';

export type { Money, Text3 };

export interface List<T> { readonly items: readonly T[]; readonly total: number; readonly next: string | null }

export interface ClockBody {
  readonly due: string;
  readonly left: number;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'working-day' | 'day';
  readonly bound: 'statutory' | 'promised';
  readonly state: 'over' | 'soon' | 'fine' | 'paused' | 'stopped';
  readonly provisional: boolean;
}

const lamps = { over: 'over', soon: 'soon', fine: 'ok', paused: 'paused', stopped: 'done' } as const;

/** A clock as the services tell it, for the parts that draw it. */
export const clockReading = (clock: ClockBody | null | undefined): ClockReading | null => (clock ? { ...clock, state: lamps[clock.state] } : null);
