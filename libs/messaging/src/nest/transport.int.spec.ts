import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, type INestMicroservice, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import type { EventBus } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import type { Fact } from '../fact.ts';
import type { FactContext } from '../inbox/handler.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { logUnderTest, uniqueName } from '../testing/buses.ts';
import { factOf } from '../testing/facts.ts';
import { applying, drained, type TestService, testService, topicsOf } from '../testing/service.ts';
import { Consumes } from './consumes.ts';
import { RethrowFilter } from './rethrow.filter.ts';
import { HearthTransport } from './transport.ts';

jest.setTimeout(120_000);

let service: TestService;

@Injectable()
class Applied {
  async add(fact: Fact<{ n: number }>, context: FactContext): Promise<void> { await applying(service).handle(fact, context); }
}

/** A consumer of a topic that only one test uses. */
function consumerOf(source: string): Type {
  @Controller()
  class CountedConsumer {
    constructor(private readonly applied: Applied) {}

    @Consumes(`hearth.${source}.Counted`, [1, 2])
    async on(@Payload() fact: Fact<{ n: number }>, @Ctx() context: FactContext): Promise<void> {
      if (fact.data.n < 0) throw new TypeError('n is below zero');
      await this.applied.add(fact, context);
    }
  }
  return CountedConsumer;
}

@Module({ providers: [Applied] })
class Wiring {}

describe('Nest’s controllers as consumers', () => {
  let bus: EventBus;
  let inbox: Inbox;
  let source: string;
  let app: INestMicroservice | null = null;
  beforeEach(async () => {
    [bus, service, source] = [logUnderTest.open(), await testService(), uniqueName('source-')];
    await topicsOf(bus, [source]);
    inbox = service.inbox({ bus, sources: [source] });
  });
  afterEach(async () => {
    await app?.close();
    app = null;
    await inbox.close();
    await Promise.all([bus.close(), service.close()]);
  });

  const start = async (controllers: Type[]): Promise<void> => {
    const made = await NestFactory.createMicroservice({ module: Wiring, controllers, providers: [Applied] }, { strategy: new HearthTransport(inbox), logger: false, abortOnError: false });
    made.useGlobalFilters(new RethrowFilter());
    await made.listen();
    app = made;
  };

  it('take in facts with what they have injected, in the inbox’s transaction', async () => {
    await start([consumerOf(source)]);
    const facts = [factOf(source), factOf(source, { dataversion: 2 })];
    await bus.publish(`hearth.${source}.v1`, facts.map(toRecord));
    await drained(inbox);
    expect((await service.applied()).map((row) => row.id)).toEqual(facts.map((fact) => fact.id));
  });

  it('make dead letters that name the real error, and go on', async () => {
    await start([consumerOf(source)]);
    await bus.publish(`hearth.${source}.v1`, [factOf(source, { data: { n: -1 } }), factOf(source), factOf(source, { dataversion: 3 })].map(toRecord));
    await drained(inbox);
    expect((await inbox.deadLetters()).map((letter) => letter.error)).toEqual([
      { code: 'TypeError', message: 'n is below zero' }, { code: 'UnsupportedVersion', message: `hearth.${source}.Counted comes in version 3, understood are 1, 2` },
    ]);
    expect(await service.applied()).toHaveLength(1);
  });

  it('are one for each event type: two are refused at the start', async () => {
    await expect(start([consumerOf(source), consumerOf(source)])).rejects.toThrow(`two consumers of hearth.${source}.Counted`);
  });
});
