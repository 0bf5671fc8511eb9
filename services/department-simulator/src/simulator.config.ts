import type { SimulatorOptions } from './simulator.ts';

export interface SimulatorConfig extends SimulatorOptions {
  /** The process to end with. */
  readonly parentPid: number | undefined;
}

const number = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,7}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
};

/** The only reader of the environment. @throws Error naming the variable that cannot be used */
export function readConfig(env: NodeJS.ProcessEnv): SimulatorConfig {
  const url = env['HEARTH_CHANGE_URL'];
  const token = env['HEARTH_CHANGE_TOKEN'];
  if (url !== undefined && url !== '' && !URL.canParse(url)) throw new Error('HEARTH_CHANGE_URL must be an address');
  const port = number('PORT', env['PORT']) ?? 0;
  if (port > 65_535) throw new Error('PORT must be 65535 at most');
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    ...(url === undefined || url === '' ? {} : { changes: token === undefined || token === '' ? { url } : { url, token } }),
    parentPid: number('HEARTH_PARENT_PID', env['HEARTH_PARENT_PID']),
  };
}
