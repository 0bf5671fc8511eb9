/** Exit codes of the command line. */
export const OK = 0;
/** The story, check or bench fell short. */
export const SHORT = 1;
export const USAGE = 2;
export const UNREACHABLE = 3;

/** Ends the command with one line on stderr: what, where, what to do. */
export class CommandProblem extends Error {
  constructor(readonly code: number, line: string) { super(line); }
}
