import { keptText } from './kept-text.ts';

/** How a category's field that holds nothing is coded. */
export const MISSING_LEVEL = -1;

/** Numbers the distinct texts of a column in the order in which they are met. */
export class Levels {
  readonly texts: string[] = [];
  private readonly codes = new Map<string, number>([['', MISSING_LEVEL], ['NA', MISSING_LEVEL]]);

  /** The code of a field; a text not met before is given the next one. */
  code(field: string): number {
    const text = field.trim(), known = this.codes.get(text);
    if (known !== undefined) return known;
    const kept = keptText(text);
    this.codes.set(kept, this.texts.length);
    return this.texts.push(kept) - 1;
  }
}
