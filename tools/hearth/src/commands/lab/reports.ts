import { writeFileSync } from 'node:fs';
import type { Language, Report, ReportFormat } from '@hearth/targeting-report';
import { warn } from './inputs.ts';

/** The files that a report is to be written to, and its language. */
export interface ReportFlags { readonly csv?: string; readonly xlsx?: string; readonly pdf?: string; readonly language: Language }

const filesOf = ({ csv, xlsx, pdf }: ReportFlags): [ReportFormat, string][] => ([['csv', csv], ['xlsx', xlsx], ['pdf', pdf]] as const).flatMap(([format, path]): [ReportFormat, string][] => (path === undefined ? [] : [[format, path]]));

/** Makes a report, when a file is asked for, and writes it to each. What makes reports is loaded only then. */
export async function writeReports(flags: ReportFlags, reportOf: (library: typeof import('@hearth/targeting-report'), writtenAt: string) => Promise<Report>): Promise<void> {
  const files = filesOf(flags);
  if (files.length === 0) return;
  const library = await import('@hearth/targeting-report'), report = await reportOf(library, new Date().toISOString());
  for (const [format, path] of files) {
    writeFileSync(path, await library.writeReport(format, report));
    warn(path);
  }
}
