/** What the screen shows, as a file: UTF-8 with its mark, formulas neutralised, a last line that says where it comes from. */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[], footer: string): string {
  const lines = [head, ...rows, [], [footer]];
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) && !/^-?\d+(\.\d+)?$/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvBlob = (text: string): Blob => new Blob([text], { type: 'text/csv;charset=utf-8' });
