import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MerkleTree } from './merkle.ts';

const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, section 2.1, word by word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), first);
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

function rootOf(leaves: readonly string[]): string {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

describe('the Merkle tree', () => {
  it('has the roots that the definition has, for any number of leaves', () => {
    for (let count = 0; count <= 70; count += 1) {
      const leaves = Array.from({ length: count }, (_, n) => `leaf ${n} é`.repeat(1 + (n % 9)));
      expect(rootOf(leaves)).toBe(treeHash(leaves.map((leaf) => Buffer.from(leaf, 'latin1'))).toString('hex'));
    }
  });

  it('takes leaves of any length', () => {
    const leaves = ['', 'a', 'b'.repeat(511), 'c'.repeat(512), 'd'.repeat(100_000)];
    expect(rootOf(leaves)).toBe(treeHash(leaves.map((leaf) => Buffer.from(leaf))).toString('hex'));
  });

  it('tells leaves from pairs, and one order from another', () => {
    expect(new Set([rootOf([]), rootOf(['']), rootOf(['', '']), rootOf(['a', 'b']), rootOf(['b', 'a']), rootOf(['a', 'b', 'b'])]).size).toBe(6);
  });
});
