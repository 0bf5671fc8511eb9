import type { Log } from '@hearth/messaging';
import type { Order, Word } from './protocol.ts';

/** The line to the process that started this one. */
export class Line {
  readonly #waiting = new Map<Order['do'], (() => void)[]>();
  readonly #listeners: ((order: Order) => void)[] = [];

  constructor() {
    process.on('message', (order) => { this.#take(order as Order); });
  }

  /** Resolves when the word has left this process. */
  say(word: Word): Promise<void> {
    return new Promise((resolve) => {
      if (process.send === undefined) resolve();
      else process.send(word, () => { resolve(); });
    });
  }

  on(listener: (order: Order) => void): void { this.#listeners.push(listener); }

  /** Nobody listens any more. */
  clear(): void {
    this.#listeners.length = 0;
    this.#waiting.clear();
  }

  /** Waits for an order that is yet to come. */
  next(what: Order['do']): Promise<void> {
    return new Promise((resolve) => { this.#waiting.set(what, [...(this.#waiting.get(what) ?? []), resolve]); });
  }

  /** What the libraries say: warnings and errors, without their fields. */
  readonly log: Log = (level, message, fields) => {
    const error = fields?.['error'] ?? fields?.['code'];
    if (level === 'warn' || level === 'error') void this.say({ is: 'log', level, message, error: typeof error === 'string' ? error : '' });
  };

  #take(order: Order): void {
    for (const listener of this.#listeners) listener(order);
    for (const resolve of this.#waiting.get(order.do) ?? []) resolve();
    this.#waiting.delete(order.do);
  }
}
