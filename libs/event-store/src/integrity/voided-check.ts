import type { Segment } from './evidence.ts';
import { leafLine, leafOf, type LogRow } from './log-row.ts';
import { type BadEvent, bad, identityOf } from './suspicion.ts';
import { positionOf, Truth } from './truth.ts';

/**
 * A log that was set back holds nothing of what was signed behind that place. If it does, it was never set back: somebody raised the
 * epoch to have changes signed, and the first signed event that is no longer there is the first that was changed.
 */
export class VoidedCheck {
  readonly #signed: Truth;
  #first: BadEvent | null = null;
  #stands = false;

  constructor(voided: readonly Segment[]) {
    this.#signed = new Truth(voided);
  }

  see(row: LogRow): void {
    while (this.#signed.leaf !== null && positionOf(this.#signed.leaf) <= row.position) {
      if (this.#signed.leaf === leafLine(row)) this.#stands = true;
      else this.#first ??= this.#missed(this.#signed.leaf, row);
      this.#signed.next();
    }
  }

  verdict(): BadEvent | null {
    return this.#stands ? this.#first : null;
  }

  close(): void {
    this.#signed.close();
  }

  #missed(leaf: string, row: LogRow): BadEvent {
    const signed = leafOf(leaf);
    return bad(identityOf(row).position === signed.position ? 'changed' : 'removed', signed);
  }
}
