import { createHash } from 'node:crypto';

/** Public arithmetic of a draw: anybody can repeat it from the frame and the seed with any SHA-256. */

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 of the frame: application ids in ascending order, one a line. */
export const frameHashOf = (frame: readonly string[]): string => sha256(frame.toSorted().join('\n'));

/** SHA-256(seed ‖ application id), hexadecimal, for each application. */
export const hashesOf = (seed: string, frame: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(frame.map((application) => [application, sha256(seed + application)]));
