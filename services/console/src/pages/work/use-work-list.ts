import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applications, type WorkRow } from '../../api/casework.ts';
import { get } from '../../api/client.ts';
import { usePagedList, type PagedList } from '../../api/lists.ts';
import { useChanges } from '../../live/live.tsx';
import type { ListState } from '../../url/list-state.ts';

export const filters = ['view', 'lamp', 'programme', 'step', 'flags', 'area', 'status'] as const;
export const pageSize = 25;
export const lamps = ['over', 'soon', 'fine', 'paused'] as const;
export type LampFilter = (typeof lamps)[number];

export interface Counts { readonly mine: number; readonly open: number; readonly applications: number }

export const queryOf = (state: ListState): Record<string, string | null> => ({
  view: 'mine', ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null,
});

export interface WorkList extends PagedList<WorkRow> {
  readonly counts: Counts | undefined;
  readonly byLamp: Readonly<Record<LampFilter, number | undefined>>;
  readonly fresh: number;
  readonly changed: number;
  readonly load: () => void;
}

/** The list as its address asks for it; what happens meanwhile is counted and waits. */
export function useWorkList(state: ListState): WorkList {
  const queries = useQueryClient();
  const query = queryOf(state);
  const list = usePagedList<WorkRow>({ service: 'casework', resource: 'applications', query, page: state.page, pageSize });
  const { data: counts } = useQuery({ queryKey: ['casework', 'counts'], queryFn: ({ signal }) => get<Counts>('casework/counts', undefined, signal) });
  const lampTotals = useQueries({
    queries: lamps.map((lamp) => ({
      queryKey: ['casework', 'counts', 'lamp', { ...query, lamp }], queryFn: ({ signal }: { signal: AbortSignal }) => applications({ ...query, sort: null, lamp, limit: 1 }, signal), select: (page: { total: number }) => page.total,
    })),
  });
  const { fresh, changed } = useArrivals(list);
  return {
    ...list, counts, fresh, changed,
    byLamp: { over: lampTotals[0]?.data, soon: lampTotals[1]?.data, fine: lampTotals[2]?.data, paused: lampTotals[3]?.data },
    load: () => void queries.invalidateQueries({ queryKey: ['casework', 'applications', 'list'] }),
  };
}

interface Arrivals { readonly since: number; readonly fresh: ReadonlySet<string>; readonly changed: ReadonlySet<string> }

/** Only what came after the list was drawn counts; drawing it again begins anew. */
function useArrivals(list: PagedList<WorkRow>): { readonly fresh: number; readonly changed: number } {
  const [arrivals, setArrivals] = useState<Arrivals>({ since: 0, fresh: new Set(), changed: new Set() });
  useChanges('casework', (change) => {
    if (!change.stream.startsWith('application-')) return;
    const id = change.stream.slice('application-'.length);
    const known = list.rows.find((row) => row.id === id);
    if (known && known.version >= change.version) return;
    setArrivals((now) => {
      const { fresh, changed } = now.since === list.updatedAt ? now : { fresh: new Set<string>(), changed: new Set<string>() };
      return { since: list.updatedAt, fresh: known ? fresh : new Set([...fresh, id]), changed: known ? new Set([...changed, id]) : changed };
    });
  });
  const current = arrivals.since === list.updatedAt;
  return { fresh: current ? arrivals.fresh.size : 0, changed: current ? arrivals.changed.size : 0 };
}
