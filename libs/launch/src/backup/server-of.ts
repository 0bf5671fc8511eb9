import { join } from 'node:path';
import { lockDataFolder } from '../data-folder.ts';
import { clusterExists } from '../postgres-cluster.ts';
import { startPostgres } from '../postgres.ts';
import { readRunFile } from '../run-file.ts';
import { exitCodes, StartProblem } from '../start-problem.ts';

/** Works on a data folder's database: on the server that runs there, or on one that is started for it and ended again. @throws StartProblem */
export async function withServerOf<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const home = join(dataDir, 'postgres');
  if (!clusterExists(home)) throw new StartProblem(exitCodes.failed, `${dataDir} holds no embedded database; for another PostgreSQL use its own tools, as docs/guides/operate.md says`);
  const lock = lockUnlessRuns(dataDir);
  if (lock === null) {
    const run = readRunFile(dataDir);
    if (run === null) throw new StartProblem(exitCodes.folderInUse, `the Hearth in ${dataDir} is just starting or ending; try again in a moment`);
    return work(run.postgres);
  }
  try {
    const server = await startPostgres({ dataDir: home });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}

function lockUnlessRuns(dataDir: string): ReturnType<typeof lockDataFolder> | null {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    if (error instanceof StartProblem && error.code === exitCodes.folderInUse) return null;
    throw error;
  }
}
