import { pino } from 'pino';

/** An id, a trace id (both stay), or digits enough for an account, a phone or an identity number (they go). */
const IDS_AND_DIGITS = /[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{7,}[\dX]?/g;

/** What may be written of a value: whatever got into a message by mistake, no long number leaves with it. */
export function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(IDS_AND_DIGITS, (found) => (/^[0-9a-f-]{32,}$/.test(found) ? found : '…'));
  if (Array.isArray(value)) return value.map(withoutNumbers);
  return value;
}

/** The one log of a process: JSON lines on stderr, so that stdout stays the launcher's. Never log personal data or request bodies. */
export const log = pino({
  level: process.env['HEARTH_LOG'] ?? 'warn', base: null, timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { log: (fields) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, withoutNumbers(value)])) },
}, pino.destination({ dest: 2, sync: false }));
