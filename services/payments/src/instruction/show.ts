import type { Asking, PersonalData } from '@hearth/service-host';
import type { InstructionRow } from '../projections/instruction.projection.ts';

export interface ShownInstruction extends Omit<InstructionRow, 'person' | 'payeeName' | 'account'> {
  readonly payeeName: string | null;
  /** Its end only. */
  readonly account: string | null;
}

/** Payments as an officer sees them: the payee's name in full, the account by its end; two bulk openings a page. */
export async function showInstructions(personal: PersonalData, asking: Pick<Asking, 'officer'>, rows: readonly InstructionRow[], purpose: string): Promise<ShownInstruction[]> {
  const [names, accounts] = await Promise.all([
    personal.show(asking, rows.map((row) => row.payeeName), purpose), personal.show(asking, rows.map((row) => row.account), purpose, 'account'),
  ]);
  return rows.map(({ person: _person, ...row }, i) => ({ ...row, payeeName: names[i] ?? null, account: accounts[i] ?? null }));
}
