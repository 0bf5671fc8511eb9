import type { Money } from '../format/money.ts';
import type { Text3 } from '../i18n/words.ts';

export type { Money, Text3 };

export interface List<T> { readonly items: readonly T[]; readonly total: number; readonly next: string | null }

/** What the asking officer may do now; where not, the rule that forbids it. */
export interface ActionReading { readonly name: string; readonly allowed: boolean; readonly rule?: string; readonly reason?: Text3 }

export interface ClockBody {
  readonly due: string | null;
  readonly left: number;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'working-day' | 'day';
  readonly bound?: 'statutory' | 'promised';
  readonly state: 'over' | 'soon' | 'fine' | 'paused' | 'done';
  readonly provisional: boolean;
}
