import type { RunningService } from '@hearth/service-host';
import { proxyTo } from './proxy.ts';

const patienceMs = 5000;

/** A service in a container of its own, as the front door holds it. One that is away is neither alive nor ready nor at rest. */
export function remoteService(name: string, url: string): RunningService {
  const look = (path: string): Promise<Response | null> => fetch(new URL(path, url), { signal: AbortSignal.timeout(patienceMs) }).catch(() => null);
  return {
    name,
    handle: proxyTo(url),
    alive: async () => (await look('/health/live'))?.ok ?? false,
    ready: async () => (await look('/health/ready'))?.ok ?? false,
    quiet: async () => {
      const answer = await look('/dev/quiet');
      return answer?.ok === true && ((await answer.json()) as { quiet: boolean }).quiet;
    },
    runDue: async (now) => {
      const answer = await fetch(new URL('/dev/due', url), { method: 'POST', body: JSON.stringify({ now: now.toISOString() }) });
      if (!answer.ok) throw new Error(`${name} did not run what fell due: ${answer.status}`);
    },
    metrics: async () => {
      const answer = await look('/metrics');
      return answer?.ok ? answer.text() : '';
    },
    close: async () => undefined,
  };
}
