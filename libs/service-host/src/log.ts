import { pino } from 'pino';

/** The one log of a process: JSON lines on stderr, so that stdout stays the launcher's. Never log personal data or request bodies. */
export const log = pino({ level: process.env['HEARTH_LOG'] ?? 'warn', base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }));
