import { hash } from 'node:crypto';

interface Subtree {
  readonly size: number;
  /** 32 bytes, one character each. */
  readonly hash: string;
}

const [LEAF, NODE, HASH_BYTES] = [0, 1, 32];

/** The Merkle tree hash of RFC 6962 (SHA-256; 0x00 before a leaf, 0x01 before a pair), leaf by leaf, in memory that grows with the logarithm. */
export class MerkleTree {
  readonly #pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);
  #leaf = Buffer.alloc(512, LEAF);
  /** Full subtrees, each larger than the next: the binary digits of the number of leaves. */
  #subtrees: Subtree[] = [];
  size = 0;

  /** A leaf whose bytes are the characters of the text (latin1). */
  append(bytes: string): void {
    if (bytes.length >= this.#leaf.length) this.#leaf = Buffer.alloc(2 * bytes.length, LEAF);
    const length = this.#leaf.write(bytes, 1, 'latin1');
    let subtree: Subtree = { size: 1, hash: hash('sha256', this.#leaf.subarray(0, 1 + length), 'binary') };
    for (let last = this.#subtrees.at(-1); last?.size === subtree.size; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      subtree = { size: 2 * last.size, hash: this.#above(last.hash, subtree.hash) };
    }
    this.#subtrees.push(subtree);
    this.size += 1;
  }

  /** Hex. */
  root(): string {
    const [last, ...larger] = this.#subtrees.toReversed();
    if (last === undefined) return hash('sha256', '', 'hex');
    return Buffer.from(larger.reduce((right, left) => this.#above(left.hash, right), last.hash), 'latin1').toString('hex');
  }

  #above(left: string, right: string): string {
    this.#pair.write(left, 1, 'latin1');
    this.#pair.write(right, 1 + HASH_BYTES, 'latin1');
    return hash('sha256', this.#pair, 'binary');
  }
}
