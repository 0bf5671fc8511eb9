import { existsSync } from 'node:fs';
import { PALE } from '../figures/chart.ts';
import { areaScatter, distanceBars, errorCurves, QUADRANT_COLOURS, quadrantScatter } from '../figures/figures.ts';
import type { Cell, ColumnKind, Report, ReportTable } from '../report/report.ts';
import { tablesOf } from '../report/tables.ts';
import { type Words, wordsIn } from '../report/words.ts';
import { type Content, type DocumentDefinition, loadPdfmake, type TableLayout } from './pdfmake.ts';
import { printable } from './printable.ts';

const INK_3 = '#646872', LINE = '#E3E0D8', TINT = '#EDF1FB', WARN_TINT = '#FDF1DC', WIDTH = 515;

/** A4, with the figures drawn as vectors. */
export async function pdfReport(report: Report): Promise<Buffer> {
  const { pdfmake, fonts } = loadPdfmake();
  pdfmake.addFonts(fonts);
  // A report fetches nothing, and reads nothing but its typeface.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).some((styles) => Object.values(styles).includes(path)) && existsSync(path));
  return pdfmake.createPdf(definition(report)).getBuffer();
}

function definition(report: Report): DocumentDefinition {
  const w = wordsIn(report.language), { result, title, writtenAt } = report, written = new Date(writtenAt), { survey } = result;
  const notice: Content[] = survey.synthetic ? [{ table: { headerRows: 0, dontBreakRows: true, widths: ['*'], body: [[{ text: `${w('synthetic')}. ${w('syntheticNotice')}`, bold: true, color: '#8A5300', fillColor: WARN_TINT, margin: [4, 3, 4, 3] }]] }, layout: { ...RULED, hLineWidth: () => 0 }, margin: [0, 0, 0, 10] }] : [];
  const [about, ...onPaper] = tablesOf(report).filter(({ filesOnly }) => !filesOnly), first = FIRST_TABLES + (report.before?.length ?? 0);
  return {
    pageSize: 'A4', pageMargins: [40, 44, 40, 48], info: { title: printable(title), subject: printable(survey.name), creator: 'Hearth', creationDate: written, modDate: written },
    defaultStyle: { font: 'Roboto', fontSize: 8.5, color: '#1C1E22' },
    ...(survey.synthetic ? { watermark: { text: w('synthetic').toUpperCase(), color: '#8A5300', opacity: 0.06, bold: true, fontSize: 60 } } : {}),
    header: (page) => (page === 1 ? '' : { text: printable(title), color: INK_3, fontSize: 8, margin: [40, 20, 40, 0] }),
    footer: (page, pages) => ({ columns: [{ width: 420, text: printable(`${survey.name.slice(0, 40)}${survey.synthetic ? ` · ${w('synthetic')}` : ''} · ${minute(writtenAt)} · ${result.hash.slice(0, 16)}`), color: INK_3, fontSize: 7.5 }, { text: `${w('page')} ${page} ${w('of')} ${pages}`, alignment: 'right', color: INK_3, fontSize: 7.5 }], margin: [40, 16, 40, 0] }),
    content: [
      { text: printable(title), fontSize: 20, bold: true, margin: [0, 0, 0, 2] }, { text: printable(`${survey.name} · ${survey.source}`), color: INK_3, fontSize: 10, margin: [0, 0, 0, 10] }, ...notice,
      tableContent(about!), ...onPaper.slice(0, first).map(tableContent), ...figuresOf(report, w), ...onPaper.slice(first).map(tableContent),
    ],
  };
}

/** Formulas and the paper's three tables stand before the figures. */
const FIRST_TABLES = 4;

function figuresOf({ result }: Report, w: Words): Content[] {
  const half = (WIDTH - 12) / 2, scatters = Object.entries(result.quadrants).map(([name, one]) => quadrantScatter(printable(name), one, w));
  const pairs = Array.from({ length: Math.ceil(scatters.length / 2) }, (_, at) => scatters.slice(2 * at, 2 * at + 2));
  return [
    figure(w('curves'), [{ svg: errorCurves(result, w), width: WIDTH }]),
    figure(w('distancesTable'), [{ columns: [{ svg: distanceBars(result, 'above', w), width: half }, { svg: distanceBars(result, 'below', w), width: half }], columnGap: 12 }]),
    ...pairs.map((pair, at) => figure(at === 0 ? w('quadrants') : '', [...(at === 0 ? [legendOf(w)] : []), { columns: pair.map((svg): Content => ({ svg, width: half })), columnGap: 12 }])),
    ...(result.areas.length > 1 ? [figure(w('areaFigure'), [{ svg: areaScatter(result, w), width: WIDTH }])] : []),
  ];
}

const legendOf = (w: Words): Content => ({ columns: (Object.keys(QUADRANT_COLOURS) as (keyof typeof QUADRANT_COLOURS)[]).map((key): Content => ({ text: `● ${w(key)}`, color: QUADRANT_COLOURS[key] === PALE ? INK_3 : QUADRANT_COLOURS[key], fontSize: 8 })), margin: [0, 0, 0, 6] });
const figure = (title: string, parts: readonly Content[]): Content => ({ stack: [...(title === '' ? [] : [heading(title)]), ...parts], unbreakable: true, margin: [0, 0, 0, 8] });
/** `2026-11-22 08:00 UTC` */
const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const heading = (title: string): Content => ({ text: printable(title), fontSize: 12, bold: true, headlineLevel: 1, margin: [0, 10, 0, 4] });

const RULED: TableLayout = {
  hLineWidth: (at, node) => (at === 1 || at === node.table.body.length ? 0.8 : at === 0 ? 0 : 0.4), vLineWidth: () => 0, hLineColor: () => LINE, paddingTop: () => 2.5, paddingBottom: () => 2.5, paddingLeft: () => 4, paddingRight: () => 4,
};

function tableContent({ title, hint, columns, rows, paperRows }: ReportTable): Content {
  const fontSize = columns.length > 8 ? 7 : 8, numeric = columns.map(({ kind }) => kind !== 'text'), pairs = columns.length === 2;
  const head = columns.map((column, c): Content => ({ text: printable(column.title), bold: true, fillColor: TINT, fontSize, alignment: numeric[c] && !pairs ? 'right' : 'left' }));
  const body = (paperRows ?? rows).map((row) => row.map((cell, c): Content => ({ text: shown(cell, columns[c]!.kind), fontSize, noWrap: c === 0 && typeof cell === 'string' && cell.length <= LONGEST_WHOLE, alignment: numeric[c] && typeof cell !== 'string' && !pairs ? 'right' : 'left' })));
  return { stack: [heading(title), ...(hint === undefined ? [] : [{ text: printable(hint), color: INK_3, fontSize: 7.5, margin: [0, 0, 0, 4] as const }]),
    { table: { headerRows: 1, keepWithHeaderRows: 3, dontBreakRows: true, widths: columns.map((_, c) => (pairs ? (c === 0 ? 190 : '*') : c === 0 ? 'auto' : '*')), body: [head, ...body] }, layout: RULED }],
  margin: [0, 0, 0, 8], unbreakable: body.length <= SHORT_ROWS };
}

/** A row's name as short as this stays on one line. */
const LONGEST_WHOLE = 36;
/** A table as short as this is not parted by the end of a page. */
const SHORT_ROWS = 24;
const DIGITS: Readonly<Record<ColumnKind, number>> = { text: 0, count: 0, share: 1, ratio: 2 };

function shown(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return printable(cell);
  const digits = kind === 'ratio' && Math.abs(cell) >= 1000 ? 0 : DIGITS[kind];
  return cell.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−');
}
