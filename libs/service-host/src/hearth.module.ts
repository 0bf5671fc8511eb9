import type { Upcasters } from '@hearth/event-sourcing';
import type { OpeningPolicy, Projection } from '@hearth/event-store';
import type { Publication } from '@hearth/messaging';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { DueProcess, Environment } from './environment.ts';
import type { Forgetting } from './erasure/forgetting.ts';

/** The wiring of one service, read top to bottom in its `<service>.module.ts`. */
export interface ServiceDefinition {
  /** Schema, topic and URL prefix: `casework` → schema casework, topic hearth.casework.v1, /api/casework. */
  readonly name: string;
  readonly title: string;
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** A function where one needs the environment, as the blind index needs the keys. */
  readonly projections: readonly Projection[] | ((environment: Environment) => readonly Projection[]);
  readonly publications: readonly Publication[];
  /** How its stored events of older shapes become the newest, `upcastersOf` all its deciders; projections and publications see the newest only. */
  readonly upcasters?: Upcasters;
  /** Services whose topics this one reads. */
  readonly consumes: readonly string[];
  readonly processes?: readonly Type<DueProcess>[];
  /** Which roles may open personal data here, by purpose; a purpose that is not named opens nothing. */
  readonly openings?: OpeningPolicy;
  /** What goes beside the key when a person is erased, for example tokens the person was found by. */
  readonly whenErased?: (person: string, forgetting: Forgetting) => Promise<void>;
}

const definitions = new WeakMap<object, ServiceDefinition>();

/** Carries a service's definition in its module's `imports`; `startService` finds it there and provides the libs to the module. */
@Module({})
export class HearthModule {
  static of(definition: ServiceDefinition): DynamicModule {
    const module: DynamicModule = { module: HearthModule };
    definitions.set(module, definition);
    return module;
  }
}

/** The definition a service module was wired with. @throws Error when it does not import `HearthModule.of`. */
export function definitionOf(serviceModule: Type): ServiceDefinition {
  const imports = (Reflect.getMetadata('imports', serviceModule) ?? []) as object[];
  for (const imported of imports) {
    const definition = definitions.get(imported);
    if (definition) return definition;
  }
  throw new Error(`${serviceModule.name} does not import HearthModule.of(…)`);
}
