import type { PersonRegistered } from '@hearth/contracts';
import { type KeyProvider, makingTokens, type TableProjection } from '@hearth/event-store';
import { keepTokens, tokenRows } from '../search/person-tokens.ts';

/** Keyed tokens by which a person is found: identity number and phone whole; a name whole, by character and by syllable. */
export const searchProjection = (keys: KeyProvider): TableProjection<'person_token'> => ({
  name: 'search', version: 3, tables: ['person_token'],
  async apply(events, tx, into) {
    const people = events.flatMap(({ type, data, metadata: { area } }) => (type === 'PersonRegistered' ? [{ ...data as PersonRegistered, area }] : []));
    const erased = events.flatMap(({ type, data }) => (type === 'PersonErased' ? [(data as { readonly person: string }).person] : []));
    if (people.length > 0) {
      await makingTokens(tx);
      await keepTokens(tx, into.person_token, await tokenRows(keys, people));
    }
    if (erased.length > 0) await tx.query(`DELETE FROM ${into.person_token} WHERE person = ANY($1::uuid[])`, [erased]);
  },
});
