/** What is needed of the WebAssembly of the platform, which the library of types for ES2023 leaves out. */
interface LinearMemory { readonly buffer: ArrayBuffer }
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly addFour: AddFour } };
};

/** Adds `sa · a + sb · b + sc · c + sd · d` to sums, two rows at a time; places and length in bytes, the length a multiple of 16. */
export type AddFour = (sums: number, a: number, b: number, c: number, d: number, bytes: number, sa: number, sb: number, sc: number, sd: number) => void;

const PAGE = 65_536, MOST_PAGES = 65_536;
const I32 = 0x7f, F64 = 0x7c, V128 = 0x7b, NOTHING = 0x40;
const get = (local: number): number[] => [0x20, local], set = (local: number): number[] => [0x21, local], tee = (local: number): number[] => [0x22, local];
const ADD_I32 = [0x6a], BELOW_I32 = [0x49], LOOP = [0x03, NOTHING], AGAIN_IF = [0x0d, 0], END = [0x0b];
const SPLAT = [0xfd, 0x14], LOAD = [0xfd, 0x00, 3, 0], STORE = [0xfd, 0x0b, 3, 0], ADD = [0xfd, 0xf0, 0x01], MULTIPLY = [0xfd, 0xf2, 0x01];

// Locals: 0 sums, 1–4 columns, 5 bytes, 6–9 slopes; then 10 the place in the loop, 11–14 the slopes twice over.
const SUMS = 0, BYTES = 5, PLACE = 10;
const here = (column: number): number[] => [...get(column), ...get(PLACE), ...ADD_I32];
const part = (column: number): number[] => [...get(10 + column), ...here(column), ...LOAD, ...MULTIPLY, ...ADD];
const COLUMNS = [1, 2, 3, 4];

/** The function's code: the sum is taken from the left, as everywhere a formula is applied, so that scores are the same to the last bit. */
const CODE = [
  ...COLUMNS.flatMap((column) => [...get(5 + column), ...SPLAT, ...set(10 + column)]),
  ...LOOP, ...here(SUMS), ...here(SUMS), ...LOAD, ...COLUMNS.flatMap(part), ...STORE,
  ...get(PLACE), 0x41, 16, ...ADD_I32, ...tee(PLACE), ...get(BYTES), ...BELOW_I32, ...AGAIN_IF, ...END,
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

/** Memory of its own and the function that works in it; undefined when so much cannot be addressed (4 GiB). */
export function simdMemory(bytes: number): { readonly buffer: ArrayBuffer; readonly addFour: AddFour } | undefined {
  const pages = Math.ceil(bytes / PAGE);
  if (pages > MOST_PAGES) return undefined;
  const memory = new WebAssembly.Memory({ initial: pages });
  return { buffer: memory.buffer, addFour: new WebAssembly.Instance(new WebAssembly.Module(MODULE), { env: { memory } }).exports.addFour };
}
