import { types } from 'node:util';

/**
 * What may be logged of a fault. PostgreSQL's `detail` and TypeORM's `parameters` hold rows: left out. PostgreSQL (class 22) and JSON.parse quote
 * values in their messages: the quotes are emptied. Of the stack only the frames stay, as its head repeats the message.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!types.isNativeError(error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const quotes = error.name === 'SyntaxError' || (code ?? '').startsWith('22');
  return {
    fault: error.name, message: quotes ? error.message.replaceAll(/(["']).*\1/gs, '…') : error.message, ...(code === null ? {} : { code }),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).join('\n'),
  };
}
