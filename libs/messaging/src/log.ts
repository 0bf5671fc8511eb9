/** Where this library says what happened. Fields never hold payloads or personal data. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>) => void;

export const silent: Log = () => undefined;
