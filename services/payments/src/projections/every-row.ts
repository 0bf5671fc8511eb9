import type { RowProjection } from '@hearth/event-store';
import type { Asking, Rows } from '@hearth/service-host';

const PAGE = '1000';

/** All rows of a list that the officer may see, page after page. */
export async function everyRow<R extends object>(
  rows: Rows, projection: RowProjection<R>, asking: Pick<Asking, 'officer' | 'asOf'>, query: Readonly<Record<string, string>>, always: Readonly<Record<string, string | boolean | readonly string[]>>,
): Promise<R[]> {
  const all: R[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { readonly items: readonly R[]; readonly next: string | null } = await rows.list<R>(projection, asking, { ...query, limit: PAGE, cursor }, { always });
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}
