import { type Identity, isHashed, leafLine, type LogRow, placeAgrees } from './log-row.ts';
import type { ServiceEvidence } from './evidence.ts';
import { MerkleTree } from './merkle.ts';
import { type BadEvent, bad, GapSuspicion, HashSuspicion, identityOf, PlaceSuspicion, settled, type Suspicion } from './suspicion.ts';
import { StreamLinks } from './stream-links.ts';
import { positionOf, Truth } from './truth.ts';
import { VoidedCheck } from './voided-check.ts';

interface RootCheck {
  readonly from: number;
  readonly to: number;
  readonly root: string;
  readonly tree: MerkleTree;
  first: Identity | null;
}

const METADATA = /^\{"actor":\{.*"correlationId":.*"key":/;
const HASH = /^[0-9a-f]{64}$/;

/** Goes once through the log of one service, in order, and finds the first event that is not as it was written. */
export class LogCheck {
  events = 0;
  readonly #truth: Truth;
  readonly #voided: VoidedCheck;
  readonly #roots: readonly RootCheck[];
  /** Null where each row tells of the event before it. */
  readonly #links: StreamLinks | null;
  #suspicion: Suspicion | null = null;
  #lastPosition = 0;
  #last = { stream: '', version: 0 };

  constructor(evidence: ServiceEvidence, links: StreamLinks | null) {
    this.#truth = new Truth(evidence.segments);
    this.#voided = new VoidedCheck(evidence.voided);
    this.#roots = evidence.rootOnly.map(({ from, to, root }) => ({ from, to, root, tree: new MerkleTree(), first: null }));
    this.#links = links;
  }

  see(row: LogRow): void {
    this.events += 1;
    this.#voided.see(row);
    if (this.#roots.length > 0) this.#grow(row);
    if (this.#suspicion === null) this.#suspicion = this.#suspect(row);
    else this.#suspicion.see(row);
  }

  /** Whether what is missing was missed by the chain of its stream and not by a checkpoint. */
  get missedByChain(): boolean {
    return this.#suspicion instanceof GapSuspicion;
  }

  /** The first bad event; null when all is well. */
  verdict(): BadEvent | null {
    if (this.#suspicion === null && this.#truth.leaf !== null) this.#suspicion = new PlaceSuspicion(null, this.#truth);
    const found: (BadEvent | null)[] = [this.#suspicion?.verdict() ?? null, this.#voided.verdict(), this.#links?.firstPutAside() ?? null];
    found.push(...this.#roots.map((check) => (found.some((event) => event !== null && isWithin(check, event.position)) ? null : wrongRoot(check))));
    return found.reduce<BadEvent | null>((first, next) => (next && (first === null || next.position < first.position) ? next : first), null);
  }

  close(): void {
    this.#truth.close();
    this.#voided.close();
    this.#links?.close();
  }

  #suspect(row: LogRow): Suspicion | null {
    const covered = this.#truth.covers(row.position);
    const found = this.#place(row, covered) ?? (covered ? this.#signed(row) : this.#chained(row));
    [this.#lastPosition, this.#last.stream, this.#last.version] = [row.position, row.stream, row.version];
    return found;
  }

  /** Against the leaves: is this what should come next? */
  #place(row: LogRow, covered: boolean): Suspicion | null {
    const { leaf } = this.#truth;
    if (covered && leaf !== null && leaf === leafLine(row)) {
      this.#truth.next();
      return null;
    }
    return covered || (leaf !== null && positionOf(leaf) <= row.position) ? new PlaceSuspicion(row, this.#truth) : null;
  }

  /** Its hash is the signed one: its bytes must be those that were hashed. */
  #signed(row: LogRow): Suspicion | null {
    const right = isHashed(row);
    this.#links?.see(row);
    return right && placeAgrees(row) ? null : settled(bad('changed', row));
  }

  /** Only the chain of its stream speaks for it. */
  #chained(row: LogRow): Suspicion | null {
    const right = isHashed(row);
    const link = this.#links?.see(row);
    if (row.broken || row.version < 1) return settled(bad('changed', row));
    if (row.position < this.#lastPosition) return settled(bad('reordered', { ...this.#last, position: this.#lastPosition }));
    if (row.position === this.#lastPosition) return settled(bad('inserted', row));
    if (link?.kind === 'removed') return new GapSuspicion(row, link.version);
    if (row.version > 1 && row.previousAt === 0) return new GapSuspicion(row, row.version - 1);
    if (link?.kind === 'inserted') return settled(bad('inserted', row));
    if (!right) return new HashSuspicion(row, !this.#truth.empty && foreign(row));
    if (row.previousAt > row.position) return settled(bad('reordered', row));
    return placeAgrees(row) && link?.kind !== 'changed' ? null : settled(bad('changed', row));
  }

  #grow(row: LogRow): void {
    for (const check of this.#roots) {
      if (!isWithin(check, row.position)) continue;
      check.tree.append(leafLine(row));
      check.first ??= identityOf(row);
    }
  }
}

const isWithin = ({ from, to }: RootCheck, position: number): boolean => position > from && position <= to;

/** What the log holds is not what was signed; which event it is, only the leaves could have told: it is named by the first. */
function wrongRoot({ tree, root, first, from }: RootCheck): BadEvent | null {
  if (tree.root() === root) return null;
  return first === null ? bad('removed', { stream: '', version: 0, position: from + 1 }) : bad('changed', first);
}

/** Hashes, instants and metadata that Hearth never wrote. */
const foreign = (row: LogRow): boolean => !HASH.test(row.hash) || row.hash === row.previous || /^(..)\1*$/.test(row.hash) || row.recordedAt.length !== 24 || !METADATA.test(row.metadata);
