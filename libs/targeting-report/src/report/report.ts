import type { StudyResult } from '../study/result.ts';
import type { Language } from './words.ts';

/** How a column's numbers are written for people; files that machines read have them in full. */
export type ColumnKind = 'text' | 'count' | 'share' | 'ratio';
export interface ReportColumn { readonly title: string; readonly kind: ColumnKind }
export type Cell = string | number | null;

/** A table of a report: one section of the CSV, one sheet of the XLSX, one table of the PDF. */
export interface ReportTable {
  /** Short, unlike the others of its report; a sheet's name. */
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Fewer rows for paper; files have all. */
  readonly paperRows?: readonly (readonly Cell[])[];
  /** Too long for paper: the PDF shows it as a figure only. */
  readonly filesOnly?: boolean;
}

/** What is written: a study's result under a title, in a language, at a time. */
export interface Report {
  readonly title: string;
  readonly result: StudyResult;
  readonly language: Language;
  readonly writtenAt: string;
  /** Tables that come first, as the paper's beside ours. */
  readonly before?: readonly ReportTable[];
}
