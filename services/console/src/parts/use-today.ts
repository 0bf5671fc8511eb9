import { useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { todayFrom } from './day.ts';

/** Today, as long as the page stands; never before a fact the page shows. */
export function useToday(facts: readonly (string | null | undefined)[] = []): string {
  const { zone } = useFormat();
  const [now] = useState(() => new Date());
  return todayFrom(facts, now, zone);
}
