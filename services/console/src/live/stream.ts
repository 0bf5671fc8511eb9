import { currentToken, renew } from '../identity/sign-in.ts';
import { changeOf, FrameReader, type Change } from './events.ts';

export type LiveState =
  | { readonly kind: 'connecting' | 'live' }
  | { readonly kind: 'lost'; readonly since: string };

export interface LiveSink { change(change: Change): void; state(state: LiveState): void }

const silenceBeforeLost = 10_000;
const silenceBeforeReconnect = 60_000;
const pauses = [500, 1_000, 2_000, 5_000];

const wait = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/** Reads until the stream breaks; answers the id to go on from. */
async function readOnce(lastId: string, sink: LiveSink, signal: AbortSignal, opened: () => void): Promise<string> {
  const quiet = new AbortController();
  const stop = (): void => quiet.abort();
  signal.addEventListener('abort', stop, { once: true });
  const headers = new Headers({ accept: 'text/event-stream', authorization: `Bearer ${currentToken() ?? ''}` });
  if (lastId !== '') headers.set('last-event-id', lastId);
  let seen = lastId;
  try {
    const response = await fetch('/api/live', { headers, cache: 'no-store', signal: quiet.signal });
    if (response.status === 401) await renew();
    if (!response.ok || response.body === null) return seen;
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const frames = new FrameReader();
    for (;;) {
      const timer = setTimeout(stop, silenceBeforeReconnect);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return seen;
      for (const frame of frames.read(value)) {
        if (frame.id !== '') seen = frame.id;
        const change = changeOf(frame);
        if (change) sink.change(change);
      }
    }
  } catch {
    return seen;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Keeps the stream open for as long as the signal stands; tells when it has been away for more than ten seconds. */
export async function follow(sink: LiveSink, signal: AbortSignal): Promise<void> {
  let lastId = '';
  let failures = 0;
  let lost: ReturnType<typeof setTimeout> | undefined;
  const armLost = (): void => {
    const since = new Date().toISOString();
    lost ??= setTimeout(() => sink.state({ kind: 'lost', since }), silenceBeforeLost);
  };
  sink.state({ kind: 'connecting' });
  while (!signal.aborted) {
    armLost();
    lastId = await readOnce(lastId, sink, signal, () => {
      clearTimeout(lost);
      lost = undefined;
      failures = 0;
      sink.state({ kind: 'live' });
    });
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 5_000;
    failures += 1;
    if (!signal.aborted) { armLost(); await wait(pause, signal); }
  }
  clearTimeout(lost);
}
