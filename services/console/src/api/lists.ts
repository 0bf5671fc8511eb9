import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, type Ask } from './client.ts';
import type { List } from './types.ts';

export interface PagedList<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly pending: boolean;
  readonly error: unknown;
  readonly updatedAt: number;
  readonly refetch: () => void;
}

interface PagedAsk {
  readonly service: string;
  readonly resource: string;
  readonly query: NonNullable<Ask['query']>;
  readonly page: number;
  readonly pageSize: number;
  readonly enabled?: boolean;
}

/** The services page by cursor, the address by number: the pages before the one asked for are walked once and kept. */
export function usePagedList<T>({ service, resource, query, page, pageSize, enabled = true }: PagedAsk): PagedList<T> {
  const result = useInfiniteQuery({
    queryKey: [service, resource, 'list', query],
    queryFn: ({ pageParam, signal }) => get<List<T>>(`${service}/${resource}`, { ...query, limit: pageSize, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: List<T>) => last.next,
    placeholderData: keepPreviousData,
    enabled,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = result;
  const loaded = data?.pages.length ?? 0;
  useEffect(() => {
    if (loaded > 0 && loaded < page && hasNextPage && !isFetching) void fetchNextPage();
  }, [loaded, page, hasNextPage, isFetching, fetchNextPage]);
  const shown = data?.pages[Math.min(page, loaded) - 1];
  return {
    rows: shown?.items ?? [], total: shown?.total ?? 0, pending: result.isPending && enabled, error: result.error, updatedAt: result.dataUpdatedAt,
    refetch: () => void result.refetch(),
  };
}
