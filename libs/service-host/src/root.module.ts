import { EventStore } from '@hearth/event-store';
import { KnownFacts } from '@hearth/messaging';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Commands } from './commands/commands.ts';
import { ServiceWork } from './commands/service-work.ts';
import { CLOCK, ENVIRONMENT, KEYS } from './environment.ts';
import { PersonErasedConsumer } from './erasure/person-erased.consumer.ts';
import { AuthGuard } from './http/auth.guard.ts';
import { HealthController } from './http/health.controller.ts';
import { LiveController } from './http/live.controller.ts';
import { OperationsController } from './http/operations.controller.ts';
import { ParametersGuard } from './http/parameters.guard.ts';
import { RelayController } from './relay/relay.controller.ts';
import { CheckpointsController } from './integrity/checkpoints.controller.ts';
import { Rows } from './read/lists.ts';
import { PersonalData } from './read/personal-data.ts';
import { AsOfGuard } from './replay/as-of.guard.ts';
import { ProjectionsController } from './replay/projections.controller.ts';
import { StreamsController } from './replay/streams.controller.ts';
import { RUNTIME, type Runtime } from './runtime.ts';

@Module({})
class LibsModule {}
@Module({})
class RootModule {}

/** The service's module beside what every service has: the libs, sign-in, health, live stream, operations. */
export function rootModule(service: Type, runtime: Runtime): DynamicModule {
  const values = [
    { provide: RUNTIME, useValue: runtime }, { provide: ENVIRONMENT, useValue: runtime.environment }, { provide: CLOCK, useValue: runtime.environment.clock },
    { provide: KEYS, useValue: runtime.environment.keys }, { provide: EventStore, useValue: runtime.store }, { provide: KnownFacts, useValue: runtime.known },
  ];
  const providers = [...values, Commands, ServiceWork, Rows, PersonalData];
  return {
    module: RootModule,
    imports: [{ module: LibsModule, global: true, providers, exports: providers }, service],
    controllers: [HealthController, LiveController, OperationsController, RelayController, CheckpointsController, ProjectionsController, StreamsController, ...(runtime.definition.consumes.includes('registry') ? [PersonErasedConsumer] : [])],
    providers: [{ provide: APP_GUARD, useClass: AuthGuard }, { provide: APP_GUARD, useClass: ParametersGuard }, { provide: APP_GUARD, useClass: AsOfGuard }],
  };
}
