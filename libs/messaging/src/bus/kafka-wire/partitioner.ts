const [SEED, M, R] = [0x9747b28c, 0x5bd1e995, 24];

/** Murmur2 as Kafka's own clients compute it. */
export function murmur2(bytes: Buffer): number {
  const { length } = bytes;
  let hash = SEED ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const k = Math.imul(bytes.readInt32LE(at), M);
    hash = Math.imul(hash, M) ^ Math.imul(k ^ (k >>> R), M);
  }
  const left = length - at;
  if (left > 2) hash ^= (bytes[at + 2] ?? 0) << 16;
  if (left > 1) hash ^= (bytes[at + 1] ?? 0) << 8;
  if (left > 0) hash = Math.imul(hash ^ (bytes[at] ?? 0), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

interface Asked { readonly partitionMetadata: readonly { readonly partitionId: number; readonly leader: number }[]; readonly message: { readonly key?: Buffer | string | null; readonly partition?: number } }

/** The partition of Kafka's default partitioner for a key, without its detours through big numbers. Every record of Hearth has a key. */
export const partitioner = () => ({ partitionMetadata, message: { key, partition } }: Asked): number =>
  partition ?? (murmur2(typeof key === 'string' ? Buffer.from(key) : key ?? Buffer.alloc(0)) & 0x7fffffff) % partitionMetadata.length;
