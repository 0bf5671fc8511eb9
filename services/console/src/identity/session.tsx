import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { officerOf, type Officer } from './officer.ts';
import { currentSession, onSession, type SessionState } from './sign-in.ts';

interface SessionContext { readonly state: SessionState; readonly officer: Officer | null }

const Context = createContext<SessionContext>({ state: { kind: 'unknown' }, officer: null });

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'unknown' });
  useEffect(() => {
    const stop = onSession(setState);
    currentSession().then(setState, () => setState({ kind: 'none' }));
    return stop;
  }, []);
  const token = 'token' in state ? state.token : null;
  const officer = useMemo(() => (token === null ? null : officerOf(token)), [token]);
  const value = useMemo(() => ({ state, officer }), [state, officer]);
  return <Context value={value}>{children}</Context>;
}

export const useSession = (): SessionState => use(Context).state;
export const useOfficer = (): Officer | null => use(Context).officer;
