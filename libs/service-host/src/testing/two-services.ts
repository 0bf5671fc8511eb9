import type { PersonDied } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Module, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HearthModule } from '../hearth.module.ts';
import { publications } from './noticeboard.ts';

/** A service that says what is appended to its log. */
export function speakerOf(name: string): Type {
  @Module({ imports: [HearthModule.of({ name, title: 'Speaker', projections: [], publications, consumes: [] })] })
  class SpeakerModule {}
  return SpeakerModule;
}

/** A service that writes down what it hears, in table `applied`. */
export function listenerOf(name: string, speaker: string): Type {
  class Applied1763770000000 implements MigrationInterface {
    readonly name = 'Applied1763770000000';
    async up(runner: QueryRunner): Promise<void> { await runner.query('CREATE TABLE applied (seq bigint GENERATED ALWAYS AS IDENTITY, person uuid NOT NULL)'); }
    async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE applied'); }
  }
  @Controller()
  class DeathConsumer {
    @Consumes('hearth.registry.PersonDied', [1])
    async on(@Payload() { data }: Fact<PersonDied>, @Ctx() { tx }: FactContext): Promise<void> {
      await tx.query('INSERT INTO applied (person) VALUES ($1)', [data.person]);
    }
  }
  @Module({ imports: [HearthModule.of({ name, title: 'Listener', migrations: [Applied1763770000000], projections: [], publications: [], consumes: [speaker] })], controllers: [DeathConsumer] })
  class ListenerModule {}
  return ListenerModule;
}
