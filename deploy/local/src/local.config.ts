import { dataFolder, StartProblem } from '@hearth/launch';

export interface LocalConfig {
  readonly dataDir: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly mode: 'development' | 'production';
  /** Whether facts travel over Kafka; without it the log itself carries them. */
  readonly kafka: boolean;
  readonly kafkaPort: number | undefined;
  readonly deployment: string;
  /** Outside development there is no sign-in of our own: tokens come from here. */
  readonly issuer: string | undefined;
  readonly jwksUrl: string | undefined;
  /** How often what is new in the logs is signed; 0 = only when asked, and at the end. */
  readonly checkpointMinutes: number;
  /** A file with the key that signs, instead of the one in the data folder. */
  readonly checkpointKey: string | undefined;
  /** How long a consumer may read nothing while broker and database answer before `/health/live` says no. */
  readonly livenessSeconds: number;
  /** What names a KMS, to be read by the keys themselves: they are loaded later. */
  readonly kmsVariables: Readonly<Record<string, string | undefined>>;
}

/** The only reader of the environment and the command line. @throws StartProblem on a value that cannot be used */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): LocalConfig {
  const unknown = args.find((arg) => arg !== '--kafka');
  if (unknown !== undefined) throw new StartProblem(2, `${unknown} is not known; there is only --kafka`);
  const port = portOf('HEARTH_PORT', env['HEARTH_PORT']) ?? 4000;
  return {
    dataDir: dataFolder(env), port, publicUrl: `http://127.0.0.1:${port}`,
    mode: (env['HEARTH_MODE'] || 'development') === 'development' ? 'development' : 'production',
    kafka: args.includes('--kafka') || Boolean(env['KAFKA_BROKERS']), kafkaPort: portOf('HEARTH_KAFKA_PORT', env['HEARTH_KAFKA_PORT']),
    deployment: env['HEARTH_DEPLOYMENT'] || 'local', issuer: env['HEARTH_ISSUER'] || undefined, jwksUrl: env['HEARTH_JWKS_URL'] || undefined,
    checkpointMinutes: minutesOf(env['HEARTH_CHECKPOINT_MINUTES']), checkpointKey: env['HEARTH_CHECKPOINT_KEY'] || undefined, livenessSeconds: secondsOf(env['HEARTH_LIVENESS_SECONDS']),
    kmsVariables: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('HEARTH_KMS_'))),
  };
}

function minutesOf(text: string | undefined): number {
  if (!text) return 10;
  if (!/^\d{1,4}$/.test(text)) throw new StartProblem(2, `HEARTH_CHECKPOINT_MINUTES is "${text}"; it must be a whole number of minutes, or 0 for none`);
  return Number(text);
}

function secondsOf(text: string | undefined): number {
  if (!text) return 60;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new StartProblem(2, `HEARTH_LIVENESS_SECONDS is "${text}"; it must be a whole number of seconds`);
  return Number(text);
}

function portOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new StartProblem(2, `${name} is "${text}"; it must be a port from 1 to 65535`);
  return port;
}
