import type { Tx } from '@hearth/event-store';

/** Household and area a person was registered in. */
export async function placeOfPerson(tx: Tx, person: string): Promise<{ household: string | null; area: string | null }> {
  const { rows: [row] } = await tx.query<{ household: string | null; area: string | null }>('SELECT household, area FROM events WHERE stream = $1 AND version = 1', [`person-${person}`]);
  return row ?? { household: null, area: null };
}
