import { Rejection } from '@hearth/event-sourcing';
import { type KeyProvider, makingTokens, type Tx } from '@hearth/event-store';

export interface Claimed { readonly person: string; /** As it is indexed. */ readonly identity: string; /** Where it stands in the request. */ readonly place: string }

/**
 * Takes identity numbers for people, until they are erased: nobody else may have one. In a table and not a stream, because streams are for ever: after an
 * erasure nothing is left that numbers could be tried against. During a rotation a number is taken under both keys, so that neither lets it in twice.
 * @throws Rejection already-registered (409) naming the first whose number another person has
 */
export async function claimIdentities(tx: Tx, keys: KeyProvider, people: readonly Claimed[]): Promise<void> {
  await makingTokens(tx);
  const versions = await keys.index.tokens('id-number', people.map(({ identity }) => identity));
  const wanted = versions.flatMap(({ tokens }) => tokens.map((token, i) => ({ token, claimed: people[i]! })));
  // In the order of the tokens: two families with people in common wait for each other, and never for ever.
  const { rows } = await tx.query<{ token: string }>(
    'INSERT INTO identity_token (token, person) SELECT * FROM unnest($1::text[], $2::uuid[]) AS t (token, person) ORDER BY token ON CONFLICT DO NOTHING RETURNING token',
    [wanted.map(({ token }) => token), wanted.map(({ claimed }) => claimed.person)]);
  const taken = new Set(rows.map(({ token }) => token));
  const other = wanted.find(({ token }) => !taken.has(token));
  if (other) throw new Rejection('already-registered', 'A person with this identity number is registered already. Find the household instead of registering it again.', { errors: [{ field: other.claimed.place, code: 'already-registered', detail: 'is registered already' }] });
}
