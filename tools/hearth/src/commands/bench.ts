import { CommandProblem, USAGE } from '../exit.ts';

/** Measures one hot path against its yardstick. @returns the exit code. */
export async function bench(name: string, _options: { json?: boolean }): Promise<number> {
  throw new CommandProblem(USAGE, `hearth: no bench ${name}`);
}
