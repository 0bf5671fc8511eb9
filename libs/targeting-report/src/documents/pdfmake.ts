import { createRequire } from 'node:module';

/** Paths of a typeface's files, by its name and style. */
export type Typefaces = Readonly<Record<string, Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>>>;
export interface Margins { readonly margin?: readonly [number, number, number, number]; readonly pageBreak?: 'before' | 'after'; readonly unbreakable?: boolean }
export interface TextStyle { readonly fontSize?: number; readonly bold?: boolean; readonly color?: string; readonly alignment?: 'left' | 'right' | 'center'; readonly fillColor?: string; readonly noWrap?: boolean }
export type Content = string | (Margins & TextStyle & (
  | { readonly text: string; readonly headlineLevel?: number; readonly width?: number }
  | { readonly svg: string; readonly width: number }
  | { readonly columns: readonly Content[]; readonly columnGap?: number }
  | { readonly stack: readonly Content[]; readonly width?: number | '*' }
  | { readonly table: { readonly headerRows: number; readonly keepWithHeaderRows?: number; readonly dontBreakRows: boolean; readonly widths: readonly (number | string)[]; readonly body: readonly (readonly Content[])[] }; readonly layout: TableLayout }));
export interface TableLayout {
  readonly hLineWidth: (at: number, node: { readonly table: { readonly body: readonly unknown[] } }) => number;
  readonly vLineWidth: () => number;
  readonly hLineColor: () => string;
  readonly paddingTop: () => number;
  readonly paddingBottom: () => number;
  readonly paddingLeft: () => number;
  readonly paddingRight: () => number;
}
export interface DocumentDefinition {
  readonly pageSize: 'A4';
  readonly pageMargins: readonly [number, number, number, number];
  readonly info: { readonly title: string; readonly subject: string; readonly creator: string; readonly creationDate: Date; readonly modDate: Date };
  readonly defaultStyle: TextStyle & { readonly font: string; readonly lineHeight?: number };
  readonly watermark?: { readonly text: string; readonly color: string; readonly opacity: number; readonly bold: boolean; readonly fontSize: number };
  readonly header?: (page: number) => Content;
  readonly footer: (page: number, pages: number) => Content;
  readonly content: readonly Content[];
}
export interface Pdfmake {
  addFonts(fonts: Typefaces): void;
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
  createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> };
}

/** Loads pdfmake and its typeface, when a PDF is asked for; the package has no types of its own. */
export function loadPdfmake(): { pdfmake: Pdfmake; fonts: Typefaces } {
  const require = createRequire(import.meta.url);
  return { pdfmake: require('pdfmake') as Pdfmake, fonts: require('pdfmake/fonts/Roboto.js') as Typefaces };
}
