import { eventHash, type Identity, leafLine, leafOf, type LogRow } from './log-row.ts';
import { positionOf, type Truth } from './truth.ts';

export type Kind = 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated';

/** The first event of a log that is not as it was written. Text with one character per byte. */
export interface BadEvent {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly kind: Kind;
}

/** Where log and truth part is known at once; what was done often only from what follows. */
export interface Suspicion {
  see(row: LogRow): void;
  verdict(): BadEvent;
}

export const identityOf = ({ position, stream, version, id, hash }: LogRow): Identity => ({ position, stream, version, id, hash });

export const bad = (kind: Kind, { stream, version, position }: Omit<BadEvent, 'kind'>): BadEvent => ({ kind, stream, version, position });

/** Nothing that follows can change it. */
export const settled = (event: BadEvent): Suspicion => ({ see: () => undefined, verdict: () => event });

/**
 * A place at which the log does not hold what was signed. `leaf` is what should come next (null: nothing more in these positions), `row`
 * what comes (null: the log has ended). An event is known by its id; the rules stand in docs/adr/0012-signed-checkpoints.md.
 */
export class PlaceSuspicion implements Suspicion {
  readonly #leaf: Identity | null;
  readonly #row: Identity | null;
  readonly #truth: Truth;
  /** Where the row should stand, if anywhere behind this place. */
  readonly #home: number | null;
  #atHome = false;
  #leafElsewhere = false;
  #laterStands = false;

  constructor(row: LogRow | null, truth: Truth) {
    this.#truth = truth;
    this.#leaf = truth.leaf === null ? null : leafOf(truth.leaf);
    this.#row = row === null ? null : identityOf(row);
    const home = row === null || row.id === '' ? null : truth.find(`"${row.id}"`);
    this.#home = home === null ? null : positionOf(home);
  }

  see(row: LogRow): void {
    if (row.id === this.#leaf?.id) this.#leafElsewhere = true;
    if (row.position === this.#home && row.id === this.#row?.id) this.#atHome = true;
    if (this.#laterStands) return;
    for (; this.#truth.leaf !== null && positionOf(this.#truth.leaf) < row.position; this.#truth.next());
    this.#laterStands = this.#truth.leaf === leafLine(row);
  }

  verdict(): BadEvent {
    const [leaf, row] = [this.#leaf, this.#row];
    if (leaf === null) return bad('inserted', row ?? NOBODY);
    if (row === null) return bad('truncated', leaf);
    if (row.position < leaf.position) return bad(this.#moved ? 'reordered' : 'inserted', row);
    if (row.position > leaf.position) return bad(this.#leafElsewhere ? 'reordered' : 'removed', leaf);
    return this.#samePlace(leaf, row);
  }

  #samePlace(leaf: Identity, row: Identity): BadEvent {
    if (row.id === leaf.id || row.hash === leaf.hash) return bad('changed', leaf);
    if (this.#leafElsewhere) return this.#moved ? bad('reordered', leaf) : bad('inserted', row);
    if (this.#moved) return bad('removed', leaf);
    if (row.stream === leaf.stream && row.version === leaf.version) return bad('changed', leaf);
    // Strangers here, and nothing of what was signed stands behind: the end was cut off and written anew.
    return bad(this.#laterStands ? 'removed' : 'truncated', leaf);
  }

  /** A copy of an event that still stands in its own place has not moved. */
  get #moved(): boolean {
    return this.#home !== null && this.#home !== this.#row?.position && !this.#atHome;
  }
}

const NOBODY = { stream: '', version: 0, position: 0 };

/** An event whose hash is not that of its bytes, where no checkpoint says what it should be. */
export class HashSuspicion implements Suspicion {
  readonly #row: Identity;
  #foreign: boolean;
  #vouched = false;

  /** `foreign`: there are checkpoints, this came after the newest, and Hearth would not have written it so. */
  constructor(row: LogRow, foreign: boolean) {
    this.#row = identityOf(row);
    this.#foreign = foreign;
  }

  see(row: LogRow): void {
    if (row.stream === this.#row.stream && row.version === this.#row.version + 1 && row.previous === this.#row.hash) this.#vouched ||= eventHash(row) === row.hash;
  }

  verdict(): BadEvent {
    return bad(this.#foreign && !this.#vouched ? 'inserted' : 'changed', this.#row);
  }
}

/** An event that comes before the one it follows on: that one is missing, or only comes later. */
export class GapSuspicion implements Suspicion {
  readonly #row: Identity;
  readonly #missing: number;
  #later = false;

  constructor(row: LogRow, missing: number) {
    this.#row = identityOf(row);
    this.#missing = missing;
  }

  see(row: LogRow): void {
    if (row.stream === this.#row.stream && row.version === this.#missing) this.#later = true;
  }

  verdict(): BadEvent {
    return this.#later ? bad('reordered', this.#row) : bad('removed', { ...this.#row, version: this.#missing });
  }
}
