import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { newIdempotencyKey } from '../api/client.ts';
import { useOfficer } from '../identity/session.tsx';
import { deleteDraft, loadDraft, saveDraft, type DraftName } from './store.ts';

export interface DraftState<T> {
  readonly value: T;
  readonly change: (change: Partial<T> | ((value: T) => T)) => void;
  /** When it was kept on this device; null before the first change. */
  readonly savedAt: string | null;
  /** The time of the draft that was found when the form opened. */
  readonly restoredFrom: string | null;
  readonly ready: boolean;
  /** Belongs to the form, not to the click: every retry of this form is the same command. */
  readonly idempotencyKey: string;
  readonly discard: (next?: T) => Promise<void>;
}

const pauseBeforeSaving = 250;

interface Kept<T> { readonly value: T; readonly idempotencyKey: string; readonly savedAt: string | null; readonly restoredFrom: string | null; readonly ready: boolean }

/** What is typed is kept on the device with every change, and given back after a reload, a crash or an expired session. */
export function useDraft<T extends object>(form: string, record: string, initial: T, baseVersion: number | null = null): DraftState<T> {
  const owner = useOfficer()?.sub ?? '';
  const [kept, setKept] = useState<Kept<T>>(() => ({ value: initial, idempotencyKey: newIdempotencyKey(), savedAt: null, restoredFrom: null, ready: false }));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const name = useMemo<DraftName>(() => ({ owner, form, record, baseVersion }), [owner, form, record, baseVersion]);
  const unsaved = useRef<Kept<T> | null>(null);

  useEffect(() => {
    let gone = false;
    loadDraft<T>(name).then(
      (draft) => { if (!gone) setKept((now) => (draft ? { ...draft, savedAt: null, restoredFrom: draft.savedAt, ready: true } : { ...now, ready: true })); },
      () => { if (!gone) setKept((now) => ({ ...now, ready: true })); },
    );
    return () => { gone = true; };
  }, [name]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const pending = unsaved.current;
    unsaved.current = null;
    if (!pending) return;
    const savedAt = await saveDraft(name, pending.value, pending.idempotencyKey);
    setKept((now) => ({ ...now, savedAt }));
  }, [name]);

  useEffect(() => {
    const leave = (): void => void flush();
    document.addEventListener('visibilitychange', leave);
    return () => { document.removeEventListener('visibilitychange', leave); leave(); };
  }, [flush]);

  const change = useCallback((next: Partial<T> | ((value: T) => T)) => {
    setKept((now) => {
      const value = typeof next === 'function' ? next(now.value) : { ...now.value, ...next };
      unsaved.current = { ...now, value };
      return { ...now, value };
    });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseBeforeSaving);
  }, [flush]);

  const discard = useCallback(async (next?: T) => {
    clearTimeout(timer.current);
    unsaved.current = null;
    await deleteDraft(name);
    setKept((now) => ({ value: next ?? now.value, idempotencyKey: newIdempotencyKey(), savedAt: null, restoredFrom: null, ready: true }));
  }, [name]);

  return { ...kept, change, discard };
}
