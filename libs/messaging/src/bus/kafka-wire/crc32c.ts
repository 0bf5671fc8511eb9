const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** Eight tables of 256: the n-th says what a byte does to the sum n bytes later, so that eight bytes are taken at a time. */
const TABLES = tables();

function tables(): Int32Array {
  const made = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    made[byte] = crc;
  }
  for (let at = 256; at < made.length; at += 1) {
    const before = made[at - 256] ?? 0;
    made[at] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}

/** Castagnoli's checksum of `bytes` from `from` to `to`. */
export function crc32c(bytes: Uint8Array, from: number, to: number): number {
  const byte = (at: number): number => bytes[at] ?? 0;
  let crc = -1;
  let at = from;
  for (; at + SLICES <= to; at += SLICES) {
    crc = (TABLES[0x700 + ((crc ^ byte(at)) & 0xff)] ?? 0) ^ (TABLES[0x600 + (((crc >>> 8) ^ byte(at + 1)) & 0xff)] ?? 0)
      ^ (TABLES[0x500 + (((crc >>> 16) ^ byte(at + 2)) & 0xff)] ?? 0) ^ (TABLES[0x400 + ((crc >>> 24) ^ byte(at + 3))] ?? 0)
      ^ (TABLES[0x300 + byte(at + 4)] ?? 0) ^ (TABLES[0x200 + byte(at + 5)] ?? 0) ^ (TABLES[0x100 + byte(at + 6)] ?? 0) ^ (TABLES[byte(at + 7)] ?? 0);
  }
  for (; at < to; at += 1) crc = (TABLES[(crc ^ byte(at)) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
