import { fileURLToPath } from 'node:url';

/** Folder of the rule sets that Hearth brings, beside `src` and beside `dist` alike: `dibao-2012.json` holds the rule set dibao-2012. */
export const SHIPPED_RULE_SETS = fileURLToPath(new URL('../rule-sets', import.meta.url));
