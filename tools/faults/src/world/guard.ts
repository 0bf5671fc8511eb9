import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Waits for our end. After a kill -9 of us, what we had stopped with SIGSTOP would lie there for ever: the signal that tells it of our death
 * reaches it only when it runs. So the guard lets all go on, waits until they are gone, and clears the folder away.
 */
const SCRIPT = `
pids=""
while read -r word; do
  if [ "$word" = done ]; then exit 0; fi
  pids="$pids $word"
done
for pid in $pids; do kill -s CONT "$pid" 2>/dev/null; done
tries=0
for pid in $pids; do
  while [ "$tries" -lt 600 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; tries=$((tries + 1)); done
done
rm -rf "$0"`;

export class Guard {
  readonly #shell: ChildProcess;

  constructor(folder: string) {
    this.#shell = spawn('sh', ['-c', SCRIPT, folder], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#shell.stdin?.on('error', () => undefined);
    this.#shell.unref();
  }

  watch(pid: number): void { this.#shell.stdin?.write(`${pid}\n`); }

  /** All is tidied up. */
  dismiss(): void { this.#shell.stdin?.end('done\n'); }
}
