import type { PersonRegistered } from '@hearth/contracts';
import type { KeyProvider, Sealed, Tx } from '@hearth/event-store';
import { nameTerms, phoneDigits } from './name-terms.ts';

/** What a person is found by; each has a key of its own. */
export const INDEXED = ['id-number', 'phone', 'name'] as const;
export type Indexed = (typeof INDEXED)[number];

export interface IndexedPerson extends Pick<PersonRegistered, 'person' | 'household' | 'idKind' | 'idNumber' | 'name' | 'phone'> { readonly area: string | null }
export interface TokenRow { readonly token: string; readonly kind: Indexed; readonly person: string; readonly household: string | null; readonly area: string | null }

const INDEXER = { purpose: 'blind-index', actor: { sub: 'service:registry', role: 'service', area: '*' } };

/** An identity number as it is indexed: numbers of two countries are never the same. */
export const identityOf = (idKind: PersonRegistered['idKind'], number: string): string => `${idKind}:${number}`;

/** The tokens of people under every living key, opened all at once; an erased person has none. */
export async function tokenRows(keys: KeyProvider, people: readonly IndexedPerson[], kinds: readonly Indexed[] = INDEXED): Promise<TokenRow[]> {
  const opened = await keys.openAll(people.flatMap(({ idNumber, phone, name }) => [idNumber as Sealed, phone as Sealed | null, name as Sealed]), INDEXER);
  const terms = (kind: Indexed, i: number): readonly string[] => {
    const [number, phone, name] = opened.slice(3 * i, 3 * i + 3);
    if (kind === 'id-number') return number ? [identityOf(people[i]!.idKind, number)] : [];
    if (kind === 'phone') return phone ? [phoneDigits(phone)] : [];
    return name ? nameTerms(name) : [];
  };
  const byKind = await Promise.all(kinds.map(async (kind) => {
    const wanted = people.flatMap((person, i) => terms(kind, i).map((text) => ({ person, text })));
    const versions = await keys.index.tokens(kind, wanted.map(({ text }) => text));
    return versions.flatMap(({ tokens }) => tokens.map((token, i): TokenRow => {
      const { person, household, area } = wanted[i]!.person;
      return { token, kind, person, household, area };
    }));
  }));
  return byKind.flat();
}

export async function keepTokens(tx: Tx, table: string, rows: readonly TokenRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(`INSERT INTO ${table} (token, kind, person, household, area) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[]) ON CONFLICT DO NOTHING`,
    [rows.map((r) => r.token), rows.map((r) => r.kind), rows.map((r) => r.person), rows.map((r) => r.household), rows.map((r) => r.area)]);
}
