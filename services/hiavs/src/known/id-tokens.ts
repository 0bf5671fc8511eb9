import type { PersonRegistered } from '@hearth/contracts';
import type { KeyProvider, Sealed, TokenPurpose, Tx } from '@hearth/event-store';
import { residentIdProblem } from '@hearth/kernel';
import { KnownFacts } from '@hearth/messaging';
import { KEYS, type TokenHolder, versionOf, type Walked } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from './registry-facts.ts';

const KIND = 'id-token';
const AT_ONCE = 200;
const INDEXER = { purpose: 'blind-index', actor: { sub: 'service:hiavs', role: 'service', area: '*' } };

type Numbered = Pick<Person, 'person' | 'idNumber'> & Partial<Pick<PersonRegistered, 'idKind'>>;

/** Remembers under which tokens a department's word about an identity number finds each person. An erased person has none. */
export async function keepIdTokens(keys: KeyProvider, known: KnownFacts, people: readonly Numbered[]): Promise<void> {
  const numbers = await keys.openAll(people.map(({ idNumber }) => idNumber as Sealed), INDEXER);
  const named = people.flatMap(({ person, idKind }, i) => { const number = numbers[i] ?? null; return number === null ? [] : [{ person, text: `${idKind ?? kindOf(number)}:${number}` }]; });
  for (const { tokens } of await keys.index.tokens('id-number', named.map(({ text }) => text))) {
    for (const [i, token] of tokens.entries()) await known.put(KIND, token, { person: named[i]!.person }, null);
  }
}

/** Of people heard of before their kind of number was kept here. */
const kindOf = (number: string): PersonRegistered['idKind'] => (residentIdProblem(number) ? 'mn-registration' : 'cn-resident-id');

/** Whom the number belongs to, under whichever living key it was kept. */
export async function personByNumber(keys: KeyProvider, known: KnownFacts, text: string): Promise<string | null> {
  for (const { tokens: [token = ''] } of await keys.index.tokens('id-number', [text])) {
    const found = await known.get<{ person: string }>(KIND, token);
    if (found) return found.person;
  }
  return null;
}

export async function forgetIdTokens(tx: Tx, person: string): Promise<void> {
  await tx.query(`DELETE FROM known WHERE kind = '${KIND}' AND body->>'person' = $1`, [person]);
}

/** The tokens of HIAVS, made anew from the sealed numbers it keeps. */
@Injectable()
export class IdTokenHolder implements TokenHolder {
  readonly purposes = ['id-number'] as const;

  constructor(@Inject(KEYS) private readonly keys: KeyProvider, @Inject(KnownFacts) private readonly known: KnownFacts) {}

  async rebuild(_purpose: TokenPurpose, after: string | null, tx: Tx): Promise<Walked> {
    const { rows } = await tx.query<{ id: string; body: Numbered }>("SELECT id, body FROM known WHERE kind = 'person' AND body ? 'idNumber' AND id > $1 ORDER BY id LIMIT $2", [after ?? '', AT_ONCE]);
    await keepIdTokens(this.keys, this.known.within(tx, null), rows.map(({ body }) => body));
    return { looked: rows.length, next: rows.length < AT_ONCE ? null : rows.at(-1)?.id ?? null };
  }

  async drop(_purpose: TokenPurpose, version: number, tx: Tx): Promise<void> {
    await tx.query(`DELETE FROM known WHERE kind = '${KIND}' AND ${versionOf('id')} <> $1`, [version]);
  }
}
