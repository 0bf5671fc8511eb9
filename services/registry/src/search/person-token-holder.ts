import type { PersonRegistered } from '@hearth/contracts';
import { type KeyProvider, type TokenPurpose, type Tx, withRebuild } from '@hearth/event-store';
import { KEYS, type TokenHolder, versionOf, type Walked } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { INDEXED, keepTokens, tokenRows } from './person-tokens.ts';

/** People opened and indexed in one transaction. */
const AT_ONCE = 200;

/** The registry's tokens: those people are found by, and those that keep an identity number unique. Made anew from the log, where the fields stand sealed. */
@Injectable()
export class PersonTokenHolder implements TokenHolder {
  readonly purposes = INDEXED;

  constructor(@Inject(KEYS) private readonly keys: KeyProvider) {}

  async rebuild(purpose: TokenPurpose, after: string | null, tx: Tx): Promise<Walked> {
    const { rows: found } = await tx.query<{ position: string; data: PersonRegistered; area: string | null }>(
      "SELECT position, data, area FROM events WHERE type = 'PersonRegistered' AND position > $1 ORDER BY position LIMIT $2", [after ?? '0', AT_ONCE]);
    const rows = await tokenRows(this.keys, found.map(({ data, area }) => ({ ...data, area })), INDEXED.filter((kind) => kind === purpose));
    for (const table of await withRebuild(tx, 'person_token')) await keepTokens(tx, table, rows);
    if (purpose === 'id-number') {
      await tx.query('INSERT INTO identity_token (token, person) SELECT * FROM unnest($1::text[], $2::uuid[]) AS t (token, person) ORDER BY token ON CONFLICT DO NOTHING', [rows.map((r) => r.token), rows.map((r) => r.person)]);
    }
    return { looked: found.length, next: found.length < AT_ONCE ? null : found.at(-1)?.position ?? null };
  }

  async drop(purpose: TokenPurpose, version: number, tx: Tx): Promise<void> {
    for (const table of await withRebuild(tx, 'person_token')) await tx.query(`DELETE FROM ${table} WHERE kind = $1 AND ${versionOf('token')} <> $2`, [purpose, version]);
    if (purpose === 'id-number') await tx.query(`DELETE FROM identity_token WHERE ${versionOf('token')} <> $1`, [version]);
  }
}

/** Nobody finds the person any more, and the identity number is free for whoever registers with it. */
export async function forgetTokens(tx: Tx, person: string): Promise<void> {
  for (const table of [...await withRebuild(tx, 'person_token'), 'identity_token']) await tx.query(`DELETE FROM ${table} WHERE person = $1`, [person]);
}
