/** SQL of the messaging tables in a service's schema; run once, by the migration role. */
export function messagingTables(_service: string): readonly string[] { throw new Error('not built'); }

/** SQL of the log adapter's schema `bus`. */
export function busTables(): readonly string[] { throw new Error('not built'); }
