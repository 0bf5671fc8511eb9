/**
 * Mistakes made on purpose, to see that the run notices them. Only by HEARTH_FAULTS_BREAK (`fault=breakage`, several with commas), for the
 * specs of this tool: a fault that stays ok with its part broken proves nothing.
 */
export const BREAKAGES = {
  'no-inbox': 'the hearer applies whatever is delivered',
  'trusts-offsets': 'the hearer knows what it has had by the offset alone',
  'commits-first': 'the hearer moves its checkpoint, applies a second later, and drops at its end what is left',
  'swallows-errors': 'the hearer takes a handler that threw for one that did its work',
  'relay-marks-first': 'the relay marks a batch and publishes it afterwards',
  'trusts-its-mark': 'the relay never looks whether the topic is still the one that it filled',
  'naive-cursor': 'the relay takes what it sees for complete',
  'acks-early': 'the writer calls an append done before the database has answered, and never looks again',
  'forgetful-rebuild': 'the rebuilt projection leaves out some events',
  'no-upcaster': 'the newest release has forgotten the first schema version',
  'older-copy': 'the restored backup is older than what was acknowledged, and nobody says so',
} as const;

export type Breakage = keyof typeof BREAKAGES;

/** Where the hearer has no inbox of ours, but one that is often written. */
export type Naive = 'no-inbox' | 'trusts-offsets' | 'commits-first';
export const isNaive = (breakage: Breakage | null): breakage is Naive => breakage === 'no-inbox' || breakage === 'trusts-offsets' || breakage === 'commits-first';

const isBreakage = (text: string | undefined): text is Breakage => text !== undefined && text in BREAKAGES;

export function breakagesOf(environment: NodeJS.ProcessEnv): ReadonlyMap<string, Breakage> {
  const pairs = (environment['HEARTH_FAULTS_BREAK'] ?? '').split(',').filter((pair) => pair !== '').map((pair) => pair.split('='));
  return new Map(pairs.map(([fault = '', breakage]) => {
    if (!isBreakage(breakage)) throw new RangeError(`HEARTH_FAULTS_BREAK: no breakage ${breakage}; there are: ${Object.keys(BREAKAGES).join(', ')}`);
    return [fault, breakage];
  }));
}
