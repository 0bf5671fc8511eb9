/** Runs a program of a container: ends with 0 on SIGTERM or SIGINT, says in one line why it could not start. */
export async function run(name: string, start: (env: NodeJS.ProcessEnv) => Promise<() => Promise<void>>): Promise<void> {
  try {
    const close = await start(process.env);
    const end = (): void => { void close().then(() => process.exit(0), () => process.exit(1)); };
    process.on('SIGTERM', end).on('SIGINT', end);
    process.stdout.write(`hearth: ${name} is ready\n`);
  } catch (error) {
    process.stderr.write(`hearth: ${name} did not start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exit(1);
  }
}
