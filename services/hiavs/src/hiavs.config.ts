import type { Environment } from '@hearth/service-host';

export const HIAVS_CONFIG = Symbol('HiavsConfig');

export interface HiavsConfig {
  /** Where departments are asked; null leaves every verification incomplete and says so. */
  readonly departmentsUrl: string | null;
  /** A department that has not answered by then is given up for this try, ms of real time. */
  readonly timeoutMs: number;
  /** Inquiries under way at a department at the same time. */
  readonly atOnce: number;
  /** Failed tries after which the report no longer waits for the answer. */
  readonly attempts: number;
  /** The report waits this long for any answer, ms of real time; the answer is still asked for afterwards. */
  readonly lateAfterMs: number;
  /** First wait after a failed try, doubled each time up to the longest, ms of real time. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Amounts that differ by no more than this many minor units are the same; 0: exact. */
  readonly tolerance: number;
}

const LONGEST_WAIT_MS = { development: 5_000, production: 300_000 };

/** The only reader of this service's settings. @throws Error naming the setting that cannot be used */
export function readConfig({ settings, mode }: Pick<Environment, 'settings' | 'mode'>): HiavsConfig {
  const url = settings['simulatorUrl'];
  if (url !== undefined && url !== '' && !URL.canParse(url)) throw new Error('simulatorUrl must be an address');
  const whole = (name: string, preset: number, least = 1): number => {
    const text = settings[name];
    if (text === undefined || text === '') return preset;
    if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Error(`${name} must be a whole number of ${least} or more`);
    return Number(text);
  };
  return {
    departmentsUrl: url === undefined || url === '' ? null : url,
    timeoutMs: whole('inquiryTimeoutMs', 5_000), atOnce: whole('inquiriesAtOnce', 4), attempts: whole('inquiryAttempts', 3), lateAfterMs: whole('inquiryLateAfterMs', 3_000), firstWaitMs: whole('inquiryFirstWaitMs', 150),
    longestWaitMs: whole('inquiryLongestWaitMs', LONGEST_WAIT_MS[mode]), tolerance: whole('verificationTolerance', 0, 0),
  };
}
