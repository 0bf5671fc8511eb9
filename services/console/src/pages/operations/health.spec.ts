import { describe, expect, it } from '@jest/globals';
import type { ServiceStatus } from '../../api/operations.ts';
import { healthOf } from './health.ts';

const status = (over: Partial<ServiceStatus['inbox']> = {}, lag = 0): ServiceStatus => ({
  service: 'casework', relay: { active: true, lag: 0, lagSeconds: 0, error: null },
  inbox: { lag: 0, held: 0, waiting: 0, deadLetters: 0, retrying: [], ...over }, projections: [{ name: 'application', lag, failed: null }],
});
const asked = (data: ServiceStatus | undefined, error: unknown = null) => ({ service: 'casework' as const, data, error });

describe('the health of a service', () => {
  it('is not known before it answered, and silent when it does not', () => {
    expect(healthOf(asked(undefined))).toBeNull();
    expect(healthOf(asked(undefined, new Error('away')))).toBe('silent');
  });
  it('is fine when nothing waits', () => expect(healthOf(asked(status()))).toBe('fine'));
  it('is behind while facts or lists are on their way', () => {
    expect(healthOf(asked(status({ lag: 3 })))).toBe('behind');
    expect(healthOf(asked(status({}, 2)))).toBe('behind');
  });
  it('is broken when a fact waits for a person', () => expect(healthOf(asked(status({ deadLetters: 1, lag: 3 })))).toBe('broken'));
});
