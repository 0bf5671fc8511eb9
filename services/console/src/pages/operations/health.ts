import type { LampState } from '../../parts/lamp.tsx';
import type { Asked, ServiceStatus } from '../../api/operations.ts';

export type Health = 'fine' | 'behind' | 'broken' | 'silent';

export const lampOf: Record<Health, LampState> = { fine: 'ok', behind: 'soon', broken: 'over', silent: 'over' };

export const listLag = (status: ServiceStatus): number => Math.max(0, ...status.projections.map((one) => one.lag));

/** A service that stands still on something a person must decide is broken; one that is only late is behind. */
export function healthOf({ data, error }: Asked<ServiceStatus>): Health | null {
  if (error !== null) return 'silent';
  if (!data) return null;
  const { relay, inbox, projections } = data;
  if (inbox.deadLetters > 0 || relay.error !== null || projections.some((one) => one.failed !== null)) return 'broken';
  return relay.lag > 0 || inbox.lag > 0 || inbox.held > 0 || inbox.retrying.length > 0 || listLag(data) > 0 ? 'behind' : 'fine';
}
