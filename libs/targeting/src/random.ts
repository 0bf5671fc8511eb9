/**
 * A seeded source of numbers: SplitMix64's mixing on 32-bit halves, the same on every machine.
 * Source: G. L. Steele, D. Lea and C. H. Flood (2014), Fast Splittable Pseudorandom Number Generators (the 32-bit variant, with Murmur3's finaliser).
 */
export class SplitMix {
  private state: number;
  constructor(seed: number) { this.state = Math.trunc(seed) >>> 0; }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  }

  /** Uniform in (0, 1), 53 bits. */
  uniform(): number { return ((this.next() >>> 5) * 67_108_864 + (this.next() >>> 6) + 0.5) / 9_007_199_254_740_992; }
  /** A whole number from 0 to n − 1. */
  below(n: number): number { return Math.floor(this.uniform() * n); }
  /** Standard normal (Box and Muller). */
  normal(): number { return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform()); }

  /** A source for the `n`th of many independent draws from one seed. */
  static of(seed: number, n: number): SplitMix {
    const first = new SplitMix(seed ^ Math.imul(n + 1, 0x9e3779b1));
    return new SplitMix(first.next() ^ n);
  }
}
