import { ExpectedVersionConflict } from '@hearth/event-store';

const TRANSIENT_STATE = /^(?:08|40|53)...$|^57P..$/;
const TRANSIENT_CALL = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** The driver says these without a code. */
const TRANSIENT_MESSAGE = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
/** Writing to a standby: a failover is on its way. */
const READ_ONLY = '25006';

/** Whether the same work may well succeed later without anybody's doing: database away, lost race, deadlock. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ExpectedVersionConflict) return true;
  if (!(error instanceof Error)) return false;
  const code = codeOf(error) ?? '';
  if (TRANSIENT_STATE.test(code) || TRANSIENT_CALL.has(code) || code === READ_ONLY || TRANSIENT_MESSAGE.test(error.message)) return true;
  return isTransient(error.cause) || ('driverError' in error && isTransient(error.driverError));
}

export interface Failure { readonly code: string; readonly message: string }

/**
 * The real error, fit to be kept: no stack, no detail, and none of the values that PostgreSQL (class 22) and JSON.parse repeat in their messages.
 * Digits long enough for an account, a phone or an ID number go too.
 */
export function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'Error', message: 'thrown value is no Error' };
  const code = codeOf(error) ?? error.name;
  const repeatsData = code === 'SyntaxError' || code.startsWith('22');
  const message = repeatsData ? error.message.replaceAll(/(["']).*\1/gs, '…') : error.message;
  return { code, message: message.replaceAll(UUID_OR_DIGITS, (found) => (found.includes('-') ? found : '…')).slice(0, 500) };
}

const UUID_OR_DIGITS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{7,}/g;

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
