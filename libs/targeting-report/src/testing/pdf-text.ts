import { inflateSync } from 'node:zlib';

/** The text of a PDF whose typefaces are embedded as subsets: glyph codes through each typeface's ToUnicode table. */
export function pdfText(pdf: Buffer): string {
  const objects = new Map(Array.from(pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g), ([, id, body]) => [id!, body!]));
  const streamOf = (body: string): string => { const raw = Buffer.from(body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream')), 'latin1'); return (body.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1'); };
  const tables = new Map<string, Map<number, string>>();
  for (const [id, body] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (unicode !== undefined) tables.set(id, tableOf(streamOf(objects.get(unicode)!)));
  }
  const fonts = new Map<string, string>();
  for (const body of objects.values()) for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name!, id!);
  return [...objects.values()].filter((body) => body.includes('stream\n') && !body.includes('/Length1')).flatMap((body) => { try { return [decoded(streamOf(body), (font) => tables.get(fonts.get(font) ?? ''))]; } catch { return []; } }).join('\n');
}

function tableOf(cmap: string): Map<number, string> {
  const table = new Map<number, string>(), text = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const start = Number.parseInt(first!, 16);
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries()) table.set(start + at, text(hex!));
  }
  return table;
}

function decoded(content: string, tableFor: (font: string) => ReadonlyMap<number, string> | undefined): string {
  let table: ReadonlyMap<number, string> | undefined, text = '';
  for (const [, font, list] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ/gi)) {
    if (font !== undefined) table = tableFor(font);
    else for (const [hex] of (list ?? '').matchAll(/[0-9a-f]{4}(?=[0-9a-f]*>)/gi)) text += table?.get(Number.parseInt(hex, 16)) ?? '?';
    if (font === undefined) text += '|';
  }
  return text;
}
