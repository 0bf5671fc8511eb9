// What `npm test` runs: installs and compiles what is missing, then Jest over all folders, with a real PostgreSQL and, where they can be had, a real Kafka and a server with the API of AWS KMS.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { prepare } from './prepare.mjs';

await prepare();
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...process.argv.slice(2)];
const child = spawn(process.execPath, jest, { stdio: 'inherit', env: { ...process.env, HEARTH_WITH_KAFKA: '1', HEARTH_WITH_KMS: '1' } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { child.kill(signal); });
const [code] = await once(child, 'exit');
process.exitCode = code ?? 1;
