import type { TableProjection, Tx } from '@hearth/event-store';
import type { FormulaEvent } from '../formula/formula.ts';

/** Which formulas are in a pilot or in force, where and since when: asked at every assessment, so it is a table of a few short rows. */
export const formulaStandings: TableProjection<'formula_standing'> = {
  name: 'formula-standing', version: 2, tables: ['formula_standing'],
  async apply(events, tx, into) {
    for (const { stream, type, data } of events) await standing(stream.slice('formula-'.length), { type, data } as FormulaEvent, tx, into.formula_standing);
  },
};

async function standing(formula: string, event: FormulaEvent, tx: Tx, table: string): Promise<void> {
  switch (event.type) {
    case 'FormulaPilotStarted': return put(tx, table, [formula, 'pilot', event.data.areas, event.data.since]);
    case 'FormulaPutInForce': return put(tx, table, [formula, 'in-force', event.data.areas, event.data.from]);
    case 'FormulaRetired': case 'FormulaRejected':
      await tx.query(`DELETE FROM ${table} WHERE formula = $1`, [formula]);
      return;
    default: // other events, of other streams too, move nothing
  }
}

async function put(tx: Tx, table: string, values: readonly unknown[]): Promise<void> {
  await tx.query(
    `INSERT INTO ${table} (formula, status, areas, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (formula, status) DO UPDATE SET areas = excluded.areas, since = excluded.since`, values);
}
