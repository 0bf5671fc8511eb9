import type { TokenPurpose, Tx } from '@hearth/event-store';

export interface Walked { readonly looked: number; /** Where to go on; null at the end. */ readonly next: string | null }

/** What a service knows of the tokens it keeps: how to make them anew under the newest key, some at a time, and how to drop what older keys made. */
export interface TokenHolder {
  readonly purposes: readonly TokenPurpose[];
  rebuild(purpose: TokenPurpose, after: string | null, tx: Tx): Promise<Walked>;
  drop(purpose: TokenPurpose, version: number, tx: Tx): Promise<void>;
}

export const TOKEN_HOLDER = Symbol('TokenHolder');

/** Which version of its key made the token in the column. */
export const versionOf = (column: string): string => `CASE WHEN strpos(${column}, '.') = 0 THEN 1 ELSE split_part(${column}, '.', 1)::int END`;

/** Where the walk of a service stands; in the migrations of a service that keeps tokens. */
export const indexRotationTable = (service: string): readonly string[] => [
  'CREATE TABLE index_rotation (purpose text PRIMARY KEY, version integer NOT NULL, cursor text, looked bigint NOT NULL DEFAULT 0, done boolean NOT NULL DEFAULT false, clean boolean NOT NULL DEFAULT false)',
  `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON index_rotation TO ${service}_service; GRANT SELECT ON index_rotation TO ${service}_reader`,
];
