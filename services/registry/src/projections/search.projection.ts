import type { PersonRegistered } from '@hearth/contracts';
import type { RecordedEvent } from '@hearth/event-sourcing';
import type { KeyProvider, Sealed, TableProjection } from '@hearth/event-store';
import { nameTerms, phoneDigits } from '../search/name-terms.ts';

const INDEXER = { purpose: 'blind index', actor: { sub: 'service:registry', role: 'service', area: '*' } };

/** Keyed tokens by which a person is found: identity number and phone whole; a name whole, by character and by syllable. */
export const searchProjection = (keys: KeyProvider): TableProjection<'person_token'> => ({
  name: 'search', version: 2, tables: ['person_token'],
  async apply(events, tx, into) {
    const registered = events.filter((e): e is RecordedEvent<{ type: 'PersonRegistered'; data: PersonRegistered }> => e.type === 'PersonRegistered');
    const rows = (await Promise.all(registered.map((event) => tokensOf(keys, event)))).flat();
    if (rows.length === 0) return;
    await tx.query(`INSERT INTO ${into.person_token} (token, kind, person, household, area) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[]) ON CONFLICT DO NOTHING`,
      [rows.map((r) => r.token), rows.map((r) => r.kind), rows.map((r) => r.person), rows.map((r) => r.household), rows.map((r) => r.area)]);
  },
});

interface TokenRow { readonly token: string; readonly kind: 'id-number' | 'phone' | 'name'; readonly person: string; readonly household: string | null; readonly area: string | null }

async function tokensOf(keys: KeyProvider, event: RecordedEvent<{ type: 'PersonRegistered'; data: PersonRegistered }>): Promise<TokenRow[]> {
  const { person, household, idToken, name, phone } = event.data;
  const [clearName, clearPhone] = await keys.openAll([name as Sealed, phone as Sealed | null], INDEXER);
  const place = { person, household, area: event.metadata.area };
  const names = clearName ? await Promise.all(nameTerms(clearName).map((term) => keys.token('name', term))) : [];
  return [
    { token: idToken, kind: 'id-number', ...place },
    ...(clearPhone ? [{ token: await keys.token('phone', phoneDigits(clearPhone)), kind: 'phone' as const, ...place }] : []),
    ...names.map((token): TokenRow => ({ token, kind: 'name', ...place })),
  ];
}
