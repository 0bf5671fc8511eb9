import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestHearth } from '@hearth/testing';

/** Starts the compiled service on a world's database, and says a line when it is there. */
const SCRIPT = `
import { LocalKeyProvider } from '@hearth/event-store';
import { LogBus } from '@hearth/messaging';
import { startService } from '@hearth/service-host';
import { EligibilityModule } from '@hearth/eligibility';
const { databaseUrl, keysDir, settings } = JSON.parse(process.argv[1]);
await startService(EligibilityModule, {
  databaseUrl, bus: new LogBus({ url: databaseUrl }), clock: { now: () => new Date() }, keys: new LocalKeyProvider({ dir: keysDir }), mode: 'development', publicUrl: 'http://127.0.0.1', issuer: 'http://127.0.0.1', jwksUrl: 'http://127.0.0.1/jwks', deployment: 'test', settings,
});
process.stdout.write('ready\\n');
`;

/** Eligibility in a process of its own, to be killed. The world on the same database has to be closed. */
export async function startAlone({ databaseUrl, keysDir }: TestHearth, settings: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, JSON.stringify({ databaseUrl, keysDir, settings })], { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => { throw new Error('the service did not start'); })]);
  return child;
}
