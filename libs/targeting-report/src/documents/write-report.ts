import type { Report } from '../report/report.ts';

/** The laboratory's results as documents: CSV, XLSX, and PDF with figures. */
export const REPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf' };

/** Writes a report. What writes a format is loaded when it is first asked for. */
export async function writeReport(format: ReportFormat, report: Report): Promise<Buffer> {
  switch (format) {
    case 'csv': return (await import('./csv.ts')).csvReport(report);
    case 'xlsx': return (await import('./xlsx.ts')).xlsxReport(report);
    case 'pdf': return (await import('./pdf.ts')).pdfReport(report);
  }
}
