import { useSearchParams } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import type { FigureAsk } from '../../api/reporting.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords, type Text3 } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { isSmall } from './figures.ts';

export interface DashboardState { readonly ask: FigureAsk; readonly change: (name: 'asOf' | 'programme', value: string | null) => void }

/** The instant and the programme a dashboard speaks of are in its address. */
export function useDashboardState(area: string): DashboardState {
  const [search, setSearch] = useSearchParams();
  return {
    ask: { area, asOf: search.get('asOf'), programme: search.get('programme') },
    change: (name, value) => setSearch((now) => {
      const next = new URLSearchParams(now);
      if (value === null) next.delete(name); else next.set(name, value);
      return next;
    }, { replace: true }),
  };
}

/** Above the county small cells are hidden. */
export function useHidesSmall(): boolean {
  const area = useOfficer()?.area ?? '*';
  return area === '*' || (area.startsWith('MN') ? area.split('-').length < 3 : area.length < 6);
}

/** A count as it may be shown to this officer. */
export function useCount(): (value: number) => string {
  const format = useFormat();
  const hidden = useHidesSmall();
  return (value) => (hidden && isSmall(value) ? '< 5' : format.count(value));
}

export function useAreaName(): (code: string, name?: Text3 | string) => string {
  const { text } = useWords();
  const areas = useAreas();
  return (code, name) => (typeof name === 'object' ? text(name) : areas.name(code));
}
