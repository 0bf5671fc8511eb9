import type { TestLog } from './test-log.ts';

/** What stands in a table, whatever the order: the same text for the same rows. Columns that number rows by their arrival do not count. */
export async function digestOf(log: Pick<TestLog, 'superuser' | 'service'>, table: string, without: readonly string[] = []): Promise<string> {
  const [row] = await log.superuser<{ digest: string }>(
    `SELECT count(*) || ' ' || md5(coalesce(string_agg((to_jsonb(t) - '{${without.join(',')}}'::text[])::text, E'\\n' ORDER BY (to_jsonb(t) - '{${without.join(',')}}'::text[])::text COLLATE "C"), '')) AS digest FROM "${log.service}"."${table}" t`);
  return row?.digest ?? '';
}
