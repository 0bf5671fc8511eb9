import { setTimeout as delay } from 'node:timers/promises';

/** A server in a process of its own. */
export interface Server {
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface KeptServer<S extends Server> {
  /** As it was when it first came up; it comes up again at the same address. */
  readonly first: S;
  stop(): Promise<void>;
}

const longestPauseMs = 5000;

/** Starts a server and, should it end by itself, starts it again for as long as it is wanted. A first start that fails is not repeated. */
export async function keepRunning<S extends Server>(name: string, start: (again: S | null) => Promise<S>, say: (line: string) => void): Promise<KeptServer<S>> {
  const first = await start(null);
  const wanted = new AbortController();
  let current = first;
  const watch = async (): Promise<void> => {
    for (let pause = 250; !wanted.signal.aborted;) {
      await current.exited;
      if (wanted.signal.aborted) return;
      say(`${name} ended by itself; it is started again`);
      try {
        current = await start(first);
        pause = 250;
      } catch (error) {
        say(`${name} did not come back: ${error instanceof Error ? error.message : String(error)}`);
        pause = Math.min(pause * 2, longestPauseMs);
        await delay(pause, undefined, { signal: wanted.signal }).catch(() => undefined);
      }
    }
  };
  const watching = watch();
  return {
    first,
    stop: async () => {
      wanted.abort();
      await current.stop();
      await watching;
      await current.stop();
    },
  };
}
