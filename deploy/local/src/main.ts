import { checkPort, checkWritable, lockDataFolder, StartProblem } from '@hearth/launch';
import { readConfig } from './local.config.ts';
import { Undo } from './undo.ts';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const undo = new Undo();
const wanted = new AbortController();
const lastMs = 9000;

/** Ends everything, once: npm passes a Ctrl-C on that the terminal has sent already. */
function end(code: number): void {
  if (wanted.signal.aborted) return;
  wanted.abort();
  setTimeout(() => { process.exit(code); }, lastMs).unref(); // whatever hangs dies with this process
  void undo.run(say).finally(() => { process.exit(code); });
}

function fail(error: unknown): void {
  if (wanted.signal.aborted) return; // asked to end while starting
  process.stderr.write(`${error instanceof StartProblem ? error.line : `hearth: it did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`);
  end(error instanceof StartProblem ? error.code : 1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!wanted.signal.aborted) say('ending');
    end(0);
  });
}
/** Where it happened, not what was said: the message of an error may quote a row. */
process.on('uncaughtException', (error) => {
  const where = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  process.stderr.write([`hearth: something went wrong (${error.name}) and Hearth ends`, ...where, ''].join('\n'));
  end(1);
});

try {
  const config = readConfig(process.env, process.argv.slice(2));
  await checkPort(config.port);
  checkWritable(config.dataDir);
  const lock = lockDataFolder(config.dataDir);
  undo.add('lock', async () => { lock.release(); });
  say('Hearth is starting');
  const { startUp } = await import('./start-up.ts'); // late: a refusal need not wait until all services are loaded
  await startUp(config, undo, say, wanted.signal);
  if (!wanted.signal.aborted) say(`Hearth is ready at ${config.publicUrl}`);
} catch (error) {
  fail(error);
}
