import type { Delivered, LogRecord } from './bus/bus.ts';
import type { Fact } from './fact.ts';

/** A record that is no event of ours. The message names the header, never its value. */
export class MalformedFact extends Error {
  constructor(readonly header: string, problem: string) {
    super(`${header} ${problem}`);
    this.name = 'MalformedFact';
  }
}

/** CloudEvents 1.0, Kafka binding, binary mode. */
export function toRecord(_fact: Fact): LogRecord { throw new Error('not built'); }

/** @throws MalformedFact */
export function toFact(_record: Pick<Delivered, 'key' | 'value' | 'headers'>): Fact { throw new Error('not built'); }
