import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whom PostgreSQL runs as when we are root, which it refuses. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
  /** What `setpriv` needs to become it. */
  setpriv: string[];
}

/** Null when we are not root and may start everything as ourselves. */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const entry = entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
  const [name, , uid, gid] = entry ?? [];
  if (!name || !uid || !gid) throw new Error('PostgreSQL does not run as root and there is neither a user "postgres" nor "nobody" to become');
  return { name, uid: Number(uid), gid: Number(gid), setpriv: become(Number(uid), Number(gid)) };
}

const become = (uid: number, gid: number): string[] => [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];

/** Whether the account can run the program or enter the folder at a path. */
export const reaches = (account: Account, path: string): boolean =>
  spawnSync('test', ['-x', path], { cwd: '/', uid: account.uid, gid: account.gid, stdio: 'ignore' }).status === 0;

/**
 * One capability, to pass through folders that only root may enter (a clone in a private home), where the machine grants it.
 * Without no_setuid_fixup initdb, which changes its user id once more, would lose it again.
 */
export function withPassage(account: Account): Account | null {
  const passage = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  const setpriv = [...account.setpriv, ...passage];
  const granted = spawnSync('setpriv', [...setpriv, 'true'], { cwd: '/', stdio: 'ignore' }).status === 0;
  return granted ? { ...account, setpriv } : null;
}
