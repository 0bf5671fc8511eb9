import { resolve } from 'node:path';
import { databaseUrl, reaching } from '../database.ts';
import { OK } from '../exit.ts';
import { output } from '../output.ts';
import { EVENTS, progress } from '../progress.ts';

export interface ExportOptions { readonly out: string; readonly database?: string; readonly json?: boolean }

/** The logs of all services in one file, a line of JSON for each event, with the bytes that were hashed. */
export async function exportLogs({ out, database, json = false }: ExportOptions): Promise<number> {
  const { exportLog } = await import('@hearth/event-store');
  const path = resolve(out);
  const shown = progress('export', EVENTS);
  const { events, services } = await reaching(exportLog(databaseUrl(database), path, shown.at)).finally(() => { shown.end(); });
  output(json).answer({ events, services, file: path }, `${events} events of ${services.length} services in ${path}`);
  return OK;
}
