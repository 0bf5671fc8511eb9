import { fieldText, type CsvRecord } from './csv-scanner.ts';

/** How a category's field that holds nothing is coded. */
export const MISSING_LEVEL = -1;

/** Numbers the distinct texts of a column in the order in which they are met. Fields are recognised by their bytes, so no text is made for a level already known. */
export class Levels {
  readonly texts: string[] = [];
  private readonly known = new Map<number, { bytes: Buffer; code: number }[]>();
  private readonly codes = new Map<string, number>();

  code(record: CsvRecord, field: number): number {
    const { bytes } = record, start = record.starts[field]!, end = record.ends[field]!;
    if (start === end) return MISSING_LEVEL;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const alike = this.known.get(hash);
    for (const one of alike ?? []) if (one.bytes.length === end - start && sameBytes(one.bytes, bytes, start)) return one.code;
    const code = this.codeOf(fieldText(record, field));
    const entry = { bytes: Buffer.from(bytes.subarray(start, end)), code };
    if (alike) alike.push(entry);
    else this.known.set(hash, [entry]);
    return code;
  }

  /** The code of a text; a text not met before is given the next one. */
  codeOf(text: string): number {
    if (text === '' || text === 'NA') return MISSING_LEVEL;
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    this.codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function sameBytes(known: Buffer, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
