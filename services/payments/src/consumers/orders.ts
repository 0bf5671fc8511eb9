import type { Tx } from '@hearth/event-store';
import type { KnownFacts } from '@hearth/messaging';

/** An order with the area it lies in: later facts about it may come from elsewhere. */
export interface OrderPlace { readonly order: string; readonly area: string | null }

/** Remembers an order under its approval or a person: changes, ends and deaths name those, not the order. */
export async function addOrder(known: KnownFacts, kind: 'approval' | 'person', id: string, order: string, area: string | null): Promise<void> {
  const others = (await ordersOf(known, kind, id)).filter((one) => one.order !== order);
  await known.put(kind, id, { orders: [...others, { order, area }] });
}

export async function ordersOf(known: KnownFacts, kind: 'approval' | 'person', id: string): Promise<readonly OrderPlace[]> {
  return (await known.get<{ orders: readonly OrderPlace[] }>(kind, id))?.orders ?? [];
}

/** An order and a death of the same person come on two topics, perhaps at the same moment: one waits for the other, so that the second sees the first. */
export async function holdPerson(tx: Tx, person: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('payments:person:' || $1, 0))", [person]);
}
