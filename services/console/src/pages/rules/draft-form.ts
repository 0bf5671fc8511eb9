export interface Written { readonly text: string; readonly note: string }
export type ReadDocument = { readonly ok: true; readonly document: object } | { readonly ok: false; readonly line: number | null; readonly column: number | null };

export const pretty = (document: object): string => JSON.stringify(document, null, 2);

/** What was typed as a document; where it stops being JSON otherwise. */
export function readDocument(text: string): ReadDocument {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ok: true, document: value } : { ok: false, line: 1, column: 1 };
  } catch (error) {
    return { ok: false, ...placeOf(text, error instanceof Error ? error.message : '') };
  }
}

/** Browsers say the place as an offset or as a line; where one says nothing, neither do we. */
function placeOf(text: string, message: string): { readonly line: number | null; readonly column: number | null } {
  const offset = /position (\d+)/u.exec(message)?.[1];
  if (offset === undefined) {
    const [, line, column] = /line (\d+) column (\d+)/u.exec(message) ?? [];
    return { line: line === undefined ? (message.includes('end') ? text.split('\n').length : null) : Number(line), column: column === undefined ? null : Number(column) };
  }
  const before = text.slice(0, Number(offset)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

const shortest = 5;
export const noteTooShort = (note: string): boolean => note.trim().length < shortest;
