import { describe, expect, it } from '@jest/globals';
import { readConfig } from './hiavs.config.ts';

describe('settings', () => {
  it('have presets: exact comparison, and retries that come back within five seconds in development', () => {
    expect(readConfig({ settings: {}, mode: 'development' })).toMatchObject({ departmentsUrl: null, tolerance: 0, longestWaitMs: 5_000 });
    expect(readConfig({ settings: { simulatorUrl: 'http://127.0.0.1:1', verificationTolerance: '100' }, mode: 'production' })).toMatchObject({ departmentsUrl: 'http://127.0.0.1:1', tolerance: 100, longestWaitMs: 300_000 });
  });

  it.each([{ simulatorUrl: 'nowhere' }, { inquiryTimeoutMs: '0' }, { inquiriesAtOnce: 'many' }, { verificationTolerance: '-1' }])('that cannot be used are refused by name: %j', (settings) => {
    expect(() => readConfig({ settings: settings as Record<string, string>, mode: 'development' })).toThrow(Object.keys(settings)[0] ?? '');
  });
});
