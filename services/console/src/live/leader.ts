import type { Change } from './events.ts';
import { follow, type LiveSink, type LiveState } from './stream.ts';

type Message = { readonly change: Change } | { readonly state: LiveState } | { readonly hello: true };

/**
 * One stream for all tabs of one officer: HTTP/1.1 allows six connections a host, and eight open files would hang.
 * Whoever holds the lock reads the stream and tells the others; when it closes, the next one takes over.
 */
export function joinLive(officer: string, sink: LiveSink): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(`hearth-live-${officer}`);
  let current: LiveState | null = null;
  const tell = (message: Message): void => { if (!stop.signal.aborted) channel.postMessage(message); };

  channel.addEventListener('message', (event: MessageEvent<Message>) => {
    const message = event.data;
    if ('change' in message) sink.change(message.change);
    else if ('state' in message) sink.state(message.state);
    else if (current) tell({ state: current });
  });
  tell({ hello: true });

  const lead = (): Promise<void> => follow({
    change: (change) => { sink.change(change); tell({ change }); },
    state: (state) => { current = state; sink.state(state); tell({ state }); },
  }, stop.signal);

  navigator.locks.request(`hearth-live-${officer}`, { signal: stop.signal }, lead).catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}
