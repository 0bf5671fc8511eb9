import { type Checkpoint, claimed, jwsHash, type PublicKeys, verified } from './checkpoint.ts';
import { LineReader } from './line-reader.ts';
import { MerkleTree } from './merkle.ts';

/** Where the leaves of some positions stand in a file; its signed roots have been found right. */
export interface Segment {
  readonly path: string;
  /** Offsets of the first byte and behind the last; checkpoint lines may stand between. */
  readonly start: number;
  readonly end: number;
  /** Positions: greater than `from`, up to and including `to`. */
  readonly from: number;
  readonly to: number;
}

/** A checkpoint whose signature is right and whose leaves are not: what the log holds there can still be held against the root. */
export interface RootOnly {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly root: string;
}

export interface EvidenceProblem {
  readonly service: string;
  /** Its number, as far as it can be told. */
  readonly checkpoint: number | null;
  /** Not signed by a key we were given · the leaves are not those that were signed · one is not there · not a line of a checkpoint file. */
  readonly problem: 'signature' | 'leaves' | 'missing' | 'unreadable';
}

/** What checkpoints say about the log of one service. */
export interface ServiceEvidence {
  readonly service: string;
  checkpoints: number;
  newest: Checkpoint | null;
  segments: Segment[];
  /** Covered once; a later checkpoint under a higher log epoch says that the log went back behind them. */
  voided: Segment[];
  rootOnly: RootOnly[];
}

export interface Evidence {
  readonly services: ReadonlyMap<string, ServiceEvidence>;
  readonly problems: readonly EvidenceProblem[];
}

export const NO_EVIDENCE: Evidence = { services: new Map(), problems: [] };
export const noEvidence = (service: string): ServiceEvidence => ({ service, checkpoints: 0, newest: null, segments: [], voided: [], rootOnly: [] });

export interface EvidenceOptions {
  readonly keys: PublicKeys;
  /** A file that was handed out is whole and says where it ends; the one being written may have an end that was never finished. */
  readonly handedOut: boolean;
  /** Told of bytes read in a file, and of the size of one that is done. */
  readonly onLine?: (bytes: number) => void;
  readonly onFile?: (bytes: number) => void;
}

const [CHECKPOINT, HEAD] = [/^\{"checkpoint":"([\w.-]+)"\}$/, /^\{"head":"([\w.-]+)"\}$/];

/** Reads checkpoint files once and holds every signature, root and number against the others. Memory grows with what is wrong, not with the files. */
export class EvidenceReader {
  readonly #options: EvidenceOptions;
  readonly #services = new Map<string, ServiceEvidence>();
  readonly #chains = new Map<string, { number: number; hash: string | null; headed: boolean }>();
  readonly #problems: EvidenceProblem[] = [];

  constructor(options: EvidenceOptions) {
    this.#options = options;
  }

  async read(path: string): Promise<void> {
    const lines = new LineReader(path);
    try {
      let [start, tree, odd] = [0, new MerkleTree(), false];
      while (lines.next()) {
        const { line } = lines;
        if (line.startsWith('[')) {
          tree.append(line);
          continue;
        }
        const [jws, head] = [CHECKPOINT.exec(line)?.[1], HEAD.exec(line)?.[1]];
        if (jws !== undefined && lines.whole) {
          await this.#checkpoint(jws, { path, start, end: lines.behind }, tree);
          [start, tree] = [lines.behind, new MerkleTree()];
          this.#options.onLine?.(start);
        } else if (head !== undefined) await this.#head(head);
        else if (line !== '') odd ||= lines.whole;
      }
      this.#options.onFile?.(lines.size);
      if (odd) this.#problem('', null, 'unreadable');
      // Leaves that nothing signs: behind them a checkpoint line was taken away.
      if (tree.size > 0 && this.#options.handedOut) this.#problem('', null, 'missing');
    } finally {
      lines.close();
    }
  }

  done(): Evidence {
    if (this.#options.handedOut) {
      for (const [service, { headed, number }] of this.#chains) if (!headed) this.#problem(service, number + 1, 'missing');
    }
    return { services: this.#services, problems: this.#problems };
  }

  async #checkpoint(jws: string, lines: { path: string; start: number; end: number }, tree: MerkleTree): Promise<void> {
    const checkpoint = await verified('checkpoint', jws, this.#options.keys);
    if (checkpoint === null) return this.#problem(claimed(jws)?.service ?? '', claimed(jws)?.number ?? null, 'signature');
    const { service, number, from, to, root, events } = checkpoint;
    const chain = this.#chains.get(service) ?? { number: 0, hash: null, headed: false };
    const evidence = this.#services.get(service) ?? noEvidence(service);
    this.#services.set(service, evidence);
    const follows = number === chain.number + 1 && checkpoint.previous === chain.hash;
    if (!follows) this.#problem(service, chain.number + 1, 'missing');
    this.#chains.set(service, { number, hash: jwsHash(jws), headed: false });
    const back = (evidence.newest?.to ?? 0) > from;
    if (back) setBack(evidence, from);
    evidence.newest = checkpoint;
    if (tree.root() === root && tree.size === events) {
      evidence.checkpoints += follows ? 1 : 0;
      if (back) evidence.segments.push({ ...lines, from, to });
      else join(evidence.segments, { ...lines, from, to });
    } else {
      this.#problem(service, number, 'leaves');
      evidence.rootOnly.push({ number, from, to, root });
    }
  }

  async #head(jws: string): Promise<void> {
    const head = await verified('head', jws, this.#options.keys);
    if (head === null) return this.#problem('', null, 'signature');
    const chain = this.#chains.get(head.service) ?? { number: 0, hash: null, headed: false };
    this.#chains.set(head.service, { ...chain, headed: true });
    if (chain.number !== head.number || chain.hash !== head.newest) this.#problem(head.service, head.number, 'missing');
  }

  #problem(service: string, checkpoint: number | null, problem: EvidenceProblem['problem']): void {
    this.#problems.push({ service, checkpoint, problem });
  }
}

/** What follows on in the same file is one segment with what stands before it. */
function join(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  if (last?.path === next.path && last.end === next.start && last.to === next.from) segments[segments.length - 1] = { ...last, end: next.end, to: next.to };
  else segments.push(next);
}

/** From here on, what was covered before is no longer what the log should hold. */
function setBack(evidence: ServiceEvidence, position: number): void {
  const beyond = evidence.segments.filter((segment) => segment.to > position);
  evidence.voided.push(...beyond.map((segment) => ({ ...segment, from: Math.max(segment.from, position) })));
  evidence.segments = evidence.segments.filter((segment) => segment.from < position).map((segment) => ({ ...segment, to: Math.min(segment.to, position) }));
}

/** All of these files, held against these keys. */
export async function readEvidence(paths: readonly string[], options: EvidenceOptions): Promise<Evidence> {
  const reader = new EvidenceReader(options);
  for (const path of paths) await reader.read(path);
  return reader.done();
}
