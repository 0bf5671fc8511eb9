import type { Tx } from '../tx.ts';

const TURN = "hashtextextended(current_schema() || ':blind-index', 0)";

/** For whoever is about to make tokens: until the transaction ends no rotation begins to walk, so it meets either these tokens or a transaction that knows the new key. */
export async function makingTokens(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(${TURN})`);
}

/** Waits until everybody who was making tokens has committed; those who come now see every key there is. */
export async function nobodyMakingTokens(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${TURN})`);
}
