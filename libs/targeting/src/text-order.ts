/** Order by Unicode code points (JavaScript's own `<` orders by UTF-16 units, which differs beyond U+FFFF). */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const unitA = a.charCodeAt(i), unitB = b.charCodeAt(i);
    if (unitA !== unitB) return surrogateLast(unitA) - surrogateLast(unitB);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other unit. */
const surrogateLast = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
