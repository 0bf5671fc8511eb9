import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readList, writeList, type ListState } from './list-state.ts';

export function useListState(known: readonly string[]): readonly [ListState, (change: (state: ListState) => ListState) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readList(search, known), [search, known]);
  const change = useCallback((next: (state: ListState) => ListState) => {
    setSearch((now) => writeList(now, next(readList(now, known)), known), { replace: true });
  }, [setSearch, known]);
  return [state, change];
}
