/** The officers of one county by what they do; `suffix` is '' for the first county, '-b' for the second. */
export interface Officers {
  readonly village: string; readonly village2: string; readonly town: string; readonly town2: string; readonly reviewer: string; readonly approver: string; readonly reconsideration: string; readonly verification: string;
  readonly maker: string; readonly checker: string; readonly area: string; readonly home: string;
}

const officers = (suffix: string, area: string, home: string): Officers => ({
  village: `village1${suffix}`, village2: `village2${suffix}`, town: `town1${suffix}`, town2: `town2${suffix}`, reviewer: `county1${suffix}`, approver: `county2${suffix}`, reconsideration: `county3${suffix}`,
  verification: `verify1${suffix}`, maker: `finance1${suffix}`, checker: `finance2${suffix}`, area, home,
});

/** Jinzhai, where dibao-2012 is in force, and Huoqiu, where dibao-2021 is. */
export const FIRST = officers('', '341524', '341524100001');
export const SECOND = officers('-b', '341522', '341522101200');

/** The sample soum: social workers take the application and decide, its own finance officers pay. */
export const SOUM = { worker: 'mn-soum1', worker2: 'mn-soum2', governor: 'mn-bagh1', maker: 'mn-finance1', checker: 'mn-finance2', area: 'MN-073-04', home: 'MN-073-04-01' };
