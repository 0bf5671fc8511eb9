/** The laboratory's results as documents: CSV, XLSX, and PDF with figures. */
export const REPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
