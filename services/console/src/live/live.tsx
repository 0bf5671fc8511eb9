import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import { useOfficer } from '../identity/session.tsx';
import type { Change } from './events.ts';
import { joinLive } from './leader.ts';
import type { LiveState } from './stream.ts';
import { touches } from './touched.ts';

interface Live { readonly state: LiveState; subscribe(listener: (change: Change) => void): () => void }

const Context = createContext<Live>({ state: { kind: 'connecting' }, subscribe: () => () => undefined });

const gatherFor = 120;
const pollEvery = 30_000;

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const officer = useOfficer();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const listeners = useRef(new Set<(change: Change) => void>());
  const sub = officer?.sub;
  const lost = state.kind === 'lost';

  const refresh = useEffectEvent((changes: readonly Change[]) => queries.invalidateQueries({ predicate: (query) => changes.some((change) => touches(change, query.queryKey)) }));

  useEffect(() => {
    if (sub === undefined) return undefined;
    let gathered: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = (): void => {
      const changes = gathered;
      gathered = [];
      timer = undefined;
      void refresh(changes);
    };
    const leave = joinLive(sub, {
      state: setState,
      change: (change) => {
        gathered.push(change);
        timer ??= setTimeout(send, gatherFor);
        for (const listener of listeners.current) listener(change);
      },
    });
    return () => { clearTimeout(timer); leave(); };
  }, [sub]);

  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(() => void queries.invalidateQueries({ type: 'active' }), pollEvery);
    return () => clearInterval(timer);
  }, [lost, queries]);

  const live = useMemo<Live>(() => ({
    state,
    subscribe: (listener) => { listeners.current.add(listener); return () => listeners.current.delete(listener); },
  }), [state]);
  return <Context value={live}>{children}</Context>;
}

export const useLiveState = (): LiveState => use(Context).state;

/** For lists: they count what is new and wait to be asked. */
export function useChanges(service: string, listener: (change: Change) => void): void {
  const { subscribe } = use(Context);
  const latest = useRef(listener);
  useEffect(() => { latest.current = listener; });
  useEffect(() => subscribe((change) => { if (change.service === service) latest.current(change); }), [subscribe, service]);
}
