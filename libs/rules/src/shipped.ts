import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the rule sets that Hearth brings, beside `src` and beside `dist` alike: `dibao-2012.json` holds the rule set dibao-2012. */
export const SHIPPED_RULE_SETS = fileURLToPath(new URL('../rule-sets', import.meta.url));

/** Ids of the rule sets that Hearth brings, in order. */
export const shippedRuleSets = (): readonly string[] =>
  readdirSync(SHIPPED_RULE_SETS).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).toSorted();

/** A shipped rule set as its file says; null when there is none of that id. */
export function shippedRuleSet(id: string): unknown {
  return shippedRuleSets().includes(id) ? JSON.parse(readFileSync(join(SHIPPED_RULE_SETS, `${id}.json`), 'utf8')) as unknown : null;
}
