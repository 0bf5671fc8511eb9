import { describe, expect, it } from '@jest/globals';
import type { Change } from './events.ts';
import { subjectsOf, touches } from './touched.ts';

const application = '0b9d6f2e-5a35-4c2e-9f3e-0d6c8f1f2a11';
const household = '7c1f0f64-0f63-4a0e-8a55-5b0f5b1f9d01';
const change: Change = { id: '1', stream: `application-${application}`, version: 2, kind: 'ApplicationAccepted', household, service: 'casework' };

describe('a change elsewhere', () => {
  it('is about its stream and its household', () => {
    expect([...subjectsOf(change)]).toEqual([application, household]);
    expect([...subjectsOf({ ...change, household: null, stream: 'payroll' })]).toEqual([]);
  });

  it('refreshes the pages that show them, in whatever service, and no list under the hand', () => {
    expect(touches(change, ['casework', 'application', application])).toBe(true);
    expect(touches(change, ['registry', 'record', household, null])).toBe(true);
    expect(touches(change, ['casework', 'application', 'another'])).toBe(false);
    expect(touches(change, ['casework', 'applications', 'list', { household }])).toBe(false);
  });

  it('refreshes the counts of its own service only', () => {
    expect(touches(change, ['casework', 'counts'])).toBe(true);
    expect(touches(change, ['payments', 'counts'])).toBe(false);
  });
});
