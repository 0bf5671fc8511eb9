import { readRunFile } from '@hearth/launch';
import { CommandProblem, UNREACHABLE } from './exit.ts';
import { dataDir } from './place.ts';

/** What the option says, else DATABASE_URL, else the database of the Hearth that runs here. @throws CommandProblem 3 */
export function databaseUrl(option: string | undefined): string {
  const url = option ?? (process.env['DATABASE_URL'] || readRunFile(dataDir())?.postgres);
  if (!url) throw new CommandProblem(UNREACHABLE, `hearth: no database: --database and DATABASE_URL are not set, and ${dataDir()} holds no run.json; start Hearth with \`npm start\``);
  return url;
}

const AWAY = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|28|3D000|57P0)/;

/** A database that cannot be had is not reachable; every other fault stays what it is. */
export async function reaching<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    // The message of the driver may hold the address with its password.
    if (AWAY.test(code)) throw new CommandProblem(UNREACHABLE, `hearth: the database is not reachable (${code}); is it running?`);
    throw error;
  }
}
