/** What is needed of the WebAssembly of the platform, which the library of types for ES2023 leaves out. */
interface LinearMemory { readonly buffer: ArrayBuffer }
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly addFour: AddFour } };
};

/** Adds `sa · a + sb · b + sc · c + sd · d` to sums, four rows a turn; places and length in bytes, the length a multiple of 32. */
export type AddFour = (sums: number, a: number, b: number, c: number, d: number, bytes: number, sa: number, sb: number, sc: number, sd: number) => void;

const PAGE = 65_536, MOST_PAGES = 65_536, NUMBER = 8, ROWS_AT_ONCE = 4;
const inFours = (rows: number): number => Math.ceil(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
const I32 = 0x7f, F64 = 0x7c, V128 = 0x7b, NOTHING = 0x40;
const get = (local: number): number[] => [0x20, local], set = (local: number): number[] => [0x21, local], tee = (local: number): number[] => [0x22, local];
const ADD_I32 = [0x6a], BELOW_I32 = [0x49], LOOP = [0x03, NOTHING], AGAIN_IF = [0x0d, 0], END = [0x0b];
const SPLAT = [0xfd, 0x14], load = (offset: number): number[] => [0xfd, 0x00, 3, offset], store = (offset: number): number[] => [0xfd, 0x0b, 3, offset], ADD = [0xfd, 0xf0, 0x01], MULTIPLY = [0xfd, 0xf2, 0x01];

// Locals: 0 sums, 1–4 columns, 5 bytes, 6–9 slopes; then 10 the place in the loop, 11–14 the slopes twice over.
const SUMS = 0, BYTES = 5, PLACE = 10;
const here = (column: number): number[] => [...get(column), ...get(PLACE), ...ADD_I32];
const part = (column: number, offset: number): number[] => [...get(10 + column), ...here(column), ...load(offset), ...MULTIPLY, ...ADD];
const twoRows = (offset: number): number[] => [...here(SUMS), ...here(SUMS), ...load(offset), ...COLUMNS.flatMap((column) => part(column, offset)), ...store(offset)];
const COLUMNS = [1, 2, 3, 4];

/** The function's code: the sum is taken from the left, as everywhere a formula is applied, so that scores are the same to the last bit. */
const CODE = [
  ...COLUMNS.flatMap((column) => [...get(5 + column), ...SPLAT, ...set(10 + column)]),
  ...LOOP, ...twoRows(0), ...twoRows(16),
  ...get(PLACE), 0x41, ROWS_AT_ONCE * NUMBER, ...ADD_I32, ...tee(PLACE), ...get(BYTES), ...BELOW_I32, ...AGAIN_IF, ...END,
];

/** A number as WebAssembly writes lengths (LEB128). */
const length = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...length(value >>> 7)]);
const list = (items: readonly (readonly number[])[]): number[] => [...length(items.length), ...items.flat()];
const sized = (bytes: readonly number[]): number[] => [...length(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

/** The module, written out here so that the project holds no binary: one import (memory), one function. Format: WebAssembly Core Specification 2.0, chapter 5. */
const MODULE = Uint8Array.from([
  0, ...new TextEncoder().encode('asm'), 1, 0, 0, 0,
  ...section(1, list([[0x60, ...list([I32, I32, I32, I32, I32, I32, F64, F64, F64, F64].map((type) => [type])), 0]])),
  ...section(2, list([[...name('env'), ...name('memory'), 2, 0, 0]])),
  ...section(3, list([[0]])),
  ...section(7, list([[...name('addFour'), 0, 0]])),
  ...section(10, list([sized([...list([[1, I32], [4, V128]]), ...CODE, ...END])])),
]);

/** Rows that a sum is added up for at a time: they stay in a near cache while column after column comes by. */
export const BLOCK_ROWS = 4096;

/** Columns that lie together, with room for a block of sums and a block of zeros that fills the last group of four. */
interface Together { readonly addFour: AddFour; readonly sums: Float64Array; readonly zeros: number }

const together = new WeakMap<ArrayBufferLike, Together>();

/** Columns of numbers that lie side by side in memory, where a scorer adds four of them at a time, two rows in one instruction; apart from each other when so much cannot be addressed (4 GiB). */
export function numberColumns(n: number, count: number): Float64Array[] {
  const stride = NUMBER * inFours(n), block = NUMBER * BLOCK_ROWS, pages = Math.ceil((stride * count + 2 * block) / PAGE);
  if (pages > MOST_PAGES) return Array.from({ length: count }, () => new Float64Array(n));
  const memory = new WebAssembly.Memory({ initial: pages }), { addFour } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { env: { memory } }).exports;
  together.set(memory.buffer, { addFour, sums: new Float64Array(memory.buffer, 0, BLOCK_ROWS), zeros: block });
  return Array.from({ length: count }, (_, c) => new Float64Array(memory.buffer, 2 * block + c * stride, n));
}

/** Room for a block of sums; in the same memory as columns that lie together, so that they can be added to it where it is. */
export const blockFor = (columns: readonly Float64Array[]): Float64Array => columns.map(({ buffer }) => together.get(buffer)?.sums).find((sums) => sums !== undefined) ?? new Float64Array(BLOCK_ROWS);

/** Adds Σ slope · column of the rows `from` (a multiple of a block's) to `to` to a block of sums; null for columns that do not lie together. */
export function blockAdder(columns: readonly Float64Array[], slopes: Float64Array): ((block: Float64Array, from: number, to: number) => void) | null {
  const [first] = columns, place = first && together.get(first.buffer);
  if (!place || columns.some(({ buffer }) => buffer !== first.buffer)) return null;
  const { addFour, sums, zeros } = place, starts = columns.map(({ byteOffset }) => byteOffset);
  return (block, from, to) => {
    // The last rows take their neighbours along: the columns have room for them.
    const at = from * NUMBER, bytes = NUMBER * inFours(to - from);
    const start = (c: number): number => (c < starts.length ? starts[c]! + at : zeros), slope = (c: number): number => slopes[c] ?? 0;
    if (block !== sums) sums.set(block);
    for (let c = 0; c < starts.length; c += 4) addFour(0, start(c), start(c + 1), start(c + 2), start(c + 3), bytes, slope(c), slope(c + 1), slope(c + 2), slope(c + 3));
    if (block !== sums) block.set(sums);
  };
}
