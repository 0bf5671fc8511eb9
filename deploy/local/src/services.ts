import { join } from 'node:path';
import { CaseworkModule } from '@hearth/casework';
import { type KmsOptions, openKeys } from '@hearth/event-store';
import { HiavsModule } from '@hearth/hiavs';
import { EligibilityModule } from '@hearth/eligibility';
import { type EventBus, KafkaBus, LogBus } from '@hearth/messaging';
import { PaymentsModule } from '@hearth/payments';
import { RegistryModule } from '@hearth/registry';
import { ReportingModule } from '@hearth/reporting';
import { type Clock, type Environment, type RunningService, startService } from '@hearth/service-host';

export type { RunningService };

export interface ServicesOptions {
  /** A superuser's: each service makes its own schema and roles. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly mode: 'development' | 'production';
  readonly publicUrl: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly simulatorUrl: string;
  /** Null: the master key in the data folder wraps the others. */
  readonly kms: KmsOptions | null;
  readonly checkpointMinutes: number;
  /** A file with the key that signs checkpoints; undefined: the one in the data folder. */
  readonly checkpointKey: string | undefined;
  readonly livenessSeconds: number;
  /** Null: facts travel through the log itself. */
  readonly kafkaBrokers: string | null;
  readonly clock: Clock;
  readonly deployment: string;
}

/** All services in this process, and what they share. */
export interface RunningServices {
  readonly services: readonly RunningService[];
  close(): Promise<void>;
}

const modules = [RegistryModule, HiavsModule, EligibilityModule, CaseworkModule, PaymentsModule, ReportingModule];

/** Starts the services one after the other: their migrations would only stand in each other's way. */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const bus = openBus(options);
  const keys = openKeys({ dir: join(options.dataDir, 'keys'), kms: options.kms });
  const { databaseUrl, clock, mode, publicUrl, issuer, jwksUrl, deployment, simulatorUrl, livenessSeconds } = options;
  const checkpoints = { dir: join(options.dataDir, 'checkpoints'), keysDir: join(options.dataDir, 'keys'), everyMinutes: options.checkpointMinutes, ...(options.checkpointKey === undefined ? {} : { keyFile: options.checkpointKey }) };
  const environment: Environment = { databaseUrl, bus, clock, keys, mode, publicUrl, issuer, jwksUrl, deployment, settings: { simulatorUrl }, livenessSeconds, checkpoints };
  const services: RunningService[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.close()));
    await bus.close();
    await keys.close();
  };
  try {
    for (const module of modules) services.push(await startService(module, environment));
  } catch (error) {
    await close();
    throw error;
  }
  return { services, close };
}

const openBus = ({ kafkaBrokers, databaseUrl }: ServicesOptions): EventBus =>
  (kafkaBrokers === null ? new LogBus({ url: databaseUrl }) : new KafkaBus({ brokers: kafkaBrokers.split(',') }));
