import type { Tx } from '@hearth/event-store';

export async function keepSurvey(tx: Tx, survey: string, csv: Uint8Array): Promise<void> { await tx.query('INSERT INTO survey_data (survey, csv) VALUES ($1, $2)', [survey, Buffer.from(csv)]); }

/** The survey's columns as CSV, gzipped. */
export async function surveyData(tx: Tx, survey: string): Promise<Uint8Array> {
  const { rows: [row] } = await tx.query<{ csv: Buffer }>('SELECT csv FROM survey_data WHERE survey = $1', [survey]);
  if (!row) throw new Error(`the survey ${survey} has no data`);
  return row.csv;
}
