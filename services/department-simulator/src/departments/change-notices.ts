import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Fields } from '../http/fields.ts';
import { readItem } from './catalogue.ts';
import type { DepartmentName, Item } from './catalogue.ts';
import { pseudonym } from './pseudonym.ts';

/** A change a department tells of by itself: a death, a new vehicle, a marriage. */
export interface Change {
  readonly idNumber: string;
  readonly kind: string;
  readonly on: string;
  readonly items: readonly Item[] | undefined;
}

/** Where notices go: an address that answers 2xx once it has taken one. */
export interface NoticeTarget {
  readonly url: string;
  readonly token?: string;
}

interface StoredNotice {
  readonly notice: string;
  readonly kind: string;
  readonly on: string;
  readonly person: string;
  readonly at: string;
  attempts: number;
  deliveredAt: string | null;
}

const NOTICES_KEPT = 1000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 30_000;
const PATIENCE_MS = 10_000;

export function readChange(department: DepartmentName, body: unknown): Change {
  const fields = new Fields(body);
  return {
    idNumber: fields.idNumber('idNumber'),
    kind: fields.matching('kind', /^[a-z][a-z-]{1,39}$/, 'must be a lower-case word'),
    on: fields.day('on'),
    items: fields.has('items') ? fields.list('items', (value, path) => readItem(department, value, path)) : undefined,
  };
}

/** Sends change notices until they are taken: at least once, in no promised order. */
export class ChangeNotices {
  readonly #target: NoticeTarget | undefined;
  readonly #closing: AbortSignal;
  readonly #stored = new Map<DepartmentName, StoredNotice[]>();

  constructor(target: NoticeTarget | undefined, closing: AbortSignal) {
    this.#target = target;
    this.#closing = closing;
  }

  push(department: DepartmentName, change: Change): string {
    const { kind, on, idNumber, items = [] } = change;
    const stored: StoredNotice = { notice: randomUUID(), kind, on, person: pseudonym(idNumber), at: new Date().toISOString(), attempts: 0, deliveredAt: null };
    const list = this.#stored.get(department) ?? [];
    this.#stored.set(department, [...list, stored].slice(-NOTICES_KEPT));
    if (this.#target !== undefined) {
      // Only the pending delivery knows the ID number, and forgets it when done.
      const body = JSON.stringify({ department, kind, on, idNumber, items, notice: stored.notice });
      void this.#deliver(this.#target, body, stored);
    }
    return stored.notice;
  }

  list(department: DepartmentName): { count: number; items: readonly StoredNotice[] } {
    const items = this.#stored.get(department) ?? [];
    return { count: items.length, items };
  }

  async #deliver(target: NoticeTarget, body: string, stored: StoredNotice): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !this.#closing.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      stored.attempts += 1;
      if (await this.#taken(target, body)) {
        stored.deliveredAt = new Date().toISOString();
        return;
      }
      // Closing ends the wait early, and with it the loop.
      await delay(wait, undefined, { signal: this.#closing }).catch(() => undefined);
    }
  }

  async #taken(target: NoticeTarget, body: string): Promise<boolean> {
    const authorization = target.token === undefined ? {} : { authorization: `Bearer ${target.token}` };
    const signal = AbortSignal.any([this.#closing, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const response = await fetch(target.url, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body, signal });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}
