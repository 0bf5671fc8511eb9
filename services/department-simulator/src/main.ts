import { setFlagsFromString } from 'node:v8';
import { endWithParent } from './lifetime.ts';
import { readConfig } from './simulator.config.ts';
import { startSimulator } from './simulator.ts';

// It shares a small machine with all of Hearth: V8 shall collect early rather than grow (a third less memory under load).
setFlagsFromString('--optimize-for-size');

try {
  const { parentPid, ...options } = readConfig(process.env);
  const simulator = await startSimulator(options);
  const end = (): void => {
    void simulator.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  // With the parent gone there may be nobody to read what is said.
  process.stdout.on('error', end);
  if (parentPid !== undefined) endWithParent(parentPid, end);
  process.stdout.write(`simulator ready at ${simulator.url}\n`);
} catch (error) {
  process.stderr.write(`hearth: the simulator did not start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exit(1);
}
