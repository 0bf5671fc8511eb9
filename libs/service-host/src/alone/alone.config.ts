import { type KmsOptions, kmsOf } from '@hearth/event-store';

/** What one service needs to run as a process of its own. */
export interface AloneConfig {
  /** May create schemas and roles; the service itself runs as `<service>_service`. */
  readonly databaseUrl: string;
  /** Null: facts travel through the log, in the same database. */
  readonly kafkaBrokers: readonly string[] | null;
  readonly kafkaReplication: number;
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The one address officers and departments know. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly keysDir: string;
  /** Where signed checkpoints are kept, one folder for all processes of a service; null: none are made. */
  readonly checkpointsDir: string | null;
  readonly checkpointKey: string | undefined;
  readonly checkpointMinutes: number;
  /** The KMS whose key wraps those in the folder; null: the master key beside them does. */
  readonly kms: KmsOptions | null;
  readonly mode: 'development' | 'production';
  readonly deployment: string;
  readonly livenessSeconds: number;
  readonly simulatorUrl: string;
  /** Where the test clock stands; development only. */
  readonly clockUrl: string | null;
}

/** The only reader of the environment of a service that runs alone. @throws Error naming the variable that is missing or cannot be used */
export function readAloneConfig(env: NodeJS.ProcessEnv): AloneConfig {
  const needed = (name: string): string => {
    const text = env[name];
    if (!text) throw new Error(`${name} is missing`);
    return text;
  };
  const address = (name: string, text = needed(name)): string => {
    if (!URL.canParse(text)) throw new Error(`${name} must be an address`);
    return text;
  };
  const mode = env['HEARTH_MODE'] === 'development' ? 'development' : 'production';
  const clockUrl = mode === 'development' ? env['CLOCK_URL'] : undefined;
  return {
    databaseUrl: address('DATABASE_URL'), kafkaBrokers: env['KAFKA_BROKERS'] ? env['KAFKA_BROKERS'].split(',') : null, kafkaReplication: whole('KAFKA_REPLICATION', env['KAFKA_REPLICATION'], 1),
    issuer: address('ISSUER'), jwksUrl: address('JWKS_URL'), publicUrl: address('PUBLIC_URL', env['PUBLIC_URL'] || new URL(needed('ISSUER')).origin),
    host: env['HOST'] || '127.0.0.1', port: whole('PORT', env['PORT'], 3000), keysDir: needed('HEARTH_KEYS'),
    checkpointsDir: env['HEARTH_CHECKPOINTS'] || null, checkpointKey: env['HEARTH_CHECKPOINT_KEY'] || undefined, checkpointMinutes: whole('HEARTH_CHECKPOINT_MINUTES', env['HEARTH_CHECKPOINT_MINUTES'], 10),
    kms: kmsOf(env), mode, deployment: env['HEARTH_DEPLOYMENT'] || 'local', livenessSeconds: whole('HEARTH_LIVENESS_SECONDS', env['HEARTH_LIVENESS_SECONDS'], 60),
    simulatorUrl: env['SIMULATOR_URL'] ? address('SIMULATOR_URL') : '', clockUrl: clockUrl ? address('CLOCK_URL', clockUrl) : null,
  };
}

function whole(name: string, text: string | undefined, preset: number): number {
  if (!text) return preset;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${name} must be a whole number`);
  return Number(text);
}
