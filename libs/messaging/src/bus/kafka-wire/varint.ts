/** Bytes of a length or a delta as Kafka writes it: zigzag, seven bits a byte. Never negative here, -1 apart. */
export function varintSize(value: number): number {
  const zigzag = value * 2;
  return zigzag < 0x80 ? 1 : zigzag < 0x4000 ? 2 : zigzag < 0x200000 ? 3 : zigzag < 0x10000000 ? 4 : 5;
}

export function writeVarint(into: Buffer, at: number, value: number): number {
  let rest = value === -1 ? 1 : value * 2;
  let next = at;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    into[next] = (rest % 0x80) + 0x80;
    next += 1;
  }
  into[next] = rest;
  return next + 1;
}
