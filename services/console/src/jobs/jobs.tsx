import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

export interface Job {
  readonly id: string;
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly error: unknown;
  readonly result: { readonly url: string; readonly name: string } | null;
}

export type Work = (signal: AbortSignal) => Promise<{ readonly blob: Blob; readonly name: string }>;

interface Jobs { readonly jobs: readonly Job[]; start(title: string, work: Work): void; cancel(id: string): void; retry(id: string): void; dismiss(id: string): void }

const Context = createContext<Jobs | null>(null);

/** A job that says nothing for a minute has failed; it is never "exporting" for ever. */
const patience = 60_000;

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

export function JobsProvider({ children }: { readonly children: ReactNode }) {
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const running = useRef(new Map<string, { readonly title: string; readonly work: Work; stop: AbortController }>());
  const change = useCallback((id: string, part: Partial<Job>) => setJobs((now) => now.map((job) => (job.id === id ? { ...job, ...part } : job))), []);

  const run = useCallback(async (id: string, work: Work, stop: AbortController) => {
    const late = setTimeout(() => stop.abort(new Error('silent')), patience);
    try {
      const { blob, name } = await work(stop.signal);
      const url = URL.createObjectURL(blob);
      change(id, { state: 'done', result: { url, name } });
      save(url, name);
    } catch (error) {
      change(id, { state: stop.signal.reason === 'cancelled' ? 'cancelled' : 'failed', error });
    } finally {
      clearTimeout(late);
    }
  }, [change]);

  const value = useMemo<Jobs>(() => ({
    jobs,
    start: (title, work) => {
      const id = crypto.randomUUID();
      const stop = new AbortController();
      running.current.set(id, { title, work, stop });
      setJobs((now) => [{ id, title, state: 'running', startedAt: Date.now(), error: null, result: null }, ...now]);
      void run(id, work, stop);
    },
    cancel: (id) => running.current.get(id)?.stop.abort('cancelled'),
    retry: (id) => {
      const job = running.current.get(id);
      if (!job) return;
      job.stop = new AbortController();
      change(id, { state: 'running', startedAt: Date.now(), error: null });
      void run(id, job.work, job.stop);
    },
    dismiss: (id) => {
      setJobs((now) => now.filter((job) => { if (job.id === id && job.result) URL.revokeObjectURL(job.result.url); return job.id !== id; }));
      running.current.delete(id);
    },
  }), [jobs, run, change]);
  return <Context value={value}>{children}</Context>;
}

export function useJobs(): Jobs {
  const jobs = use(Context);
  if (!jobs) throw new Error('JobsProvider is missing');
  return jobs;
}
