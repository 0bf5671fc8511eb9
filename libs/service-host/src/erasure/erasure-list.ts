import type { KeyProvider } from '@hearth/event-store';
import type { ServiceDefinition } from '../hearth.module.ts';
import type { Runtime } from '../runtime.ts';
import type { Forgetting } from './forgetting.ts';

/** Purpose of whatever destroys a key because of what is on record already. */
export const ERASURE_LIST = 'erasure-list';
const KIND = 'erased';

export async function forgetPerson({ whenErased }: ServiceDefinition, person: string, { known, tx }: Forgetting): Promise<void> {
  await known.put(KIND, person, {});
  await whenErased?.(person, { known, tx });
}

/**
 * Before a service serves: whom it heard to be erased has no key, though a restored key folder brought it; and whom the key folder says to be erased is
 * forgotten here, though a restored database remembers. The registry, who decides, has a list of its own.
 */
export async function applyErasureList({ definition, environment: { keys }, known, store }: Pick<Runtime, 'definition' | 'environment' | 'known' | 'store'>): Promise<void> {
  if (!definition.consumes.includes('registry')) return;
  const [heard, marked] = await Promise.all([known.list(KIND).then((facts) => facts.map(({ id }) => id)), markedIn(keys)]);
  const actor = { sub: `service:${definition.name}`, role: 'service', area: '*' };
  for (const person of heard) await keys.erase(person, { purpose: ERASURE_LIST, actor, about: `person-${person}` });
  const before = new Set(heard);
  const missed = [...marked].filter((person) => !before.has(person));
  for (const person of missed) await store.inTransaction((tx) => forgetPerson(definition, person, { known: known.within(tx), tx }));
}

const markedIn = async (keys: KeyProvider): Promise<ReadonlySet<string>> => new Set((await keys.erasures()).map(({ person }) => person));
