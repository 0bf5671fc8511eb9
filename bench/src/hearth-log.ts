import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decider } from '@hearth/event-sourcing';
import { EventStore, LocalKeyProvider, migrate, NO_STREAM, openPool, readLogEpoch } from '@hearth/event-store';
import { ACTOR, anyone, AREA, declaration, EVENT_TYPE, persons, type SamplePerson } from './sample.ts';

/** Ours: keys of a person each, the two personal fields sealed, the chain of hashes. */
export interface HearthLog {
  readonly store: EventStore;
  /** A new stream of so many events; answers with its id. */
  append(events: number): Promise<string>;
  close(): Promise<void>;
}

export async function openHearth(url: string, service: string): Promise<HearthLog> {
  await migrate({ url, service, migrations: [] });
  const store = new EventStore({ pool: openPool({ url, service, max: 4 }), service, logEpoch: await readLogEpoch(url, service) });
  const dir = await mkdtemp(join(tmpdir(), 'hearth-bench-keys-'));
  const keys = new LocalKeyProvider({ dir });
  // A key is made once in a person's life and is no part of an append.
  for (const person of persons) await keys.seal(person.id, person.name);
  return {
    store,
    append: async (count) => {
      const person = anyone();
      const id = crypto.randomUUID();
      const events = await Promise.all(Array.from({ length: count }, (_, n) => sealed(keys, person, n)));
      await store.append([{ stream: `declaration-${id}`, expected: NO_STREAM, events, household: person.household, area: AREA, key: person.household }],
        { actor: ACTOR, now: new Date(), correlationId: person.id, causationId: null, traceparent: null, basis: [] });
      return id;
    },
    close: async () => {
      await keys.close();
      await store.pool.end();
      await rm(dir, { recursive: true });
    },
  };
}

async function sealed(keys: LocalKeyProvider, person: SamplePerson, n: number): Promise<Declared> {
  const data = declaration(person, n);
  const [name, idNumber] = await Promise.all([keys.seal(person.id, data.name), keys.seal(person.id, data.idNumber)]);
  return { type: EVENT_TYPE, data: { ...data, name, idNumber } };
}

interface Declared {
  readonly type: typeof EVENT_TYPE;
  readonly data: Omit<ReturnType<typeof declaration>, 'name' | 'idNumber'> & { readonly name: string; readonly idNumber: string };
}

/** What an aggregate read folds: the sum of what was declared. */
export const total: Decider<never, Declared, number> = { stream: 'declaration', initial: 0, decide: () => [], evolve: (sum, event) => sum + event.data.annual.minor };
