import type { RecordedEvent } from '@hearth/event-sourcing';
import { rows } from '@hearth/event-store';
import { evolve, type Instruction, type InstructionEvent, noInstruction, type Prepared } from '../instruction/instruction.ts';

/** One payment as GET shows it (name and account still sealed). */
export interface InstructionRow extends Omit<Prepared, 'instruction' | 'ordered'>, Omit<Instruction, 'prepared'> {
  readonly id: string;
  /** Who is paid and who is paid for: the individual register is this list, asked for a person. */
  readonly person: readonly string[];
  readonly version: number;
}

/** The row follows the stream's own fold: what decides and what is shown cannot differ. */
const later = (row: InstructionRow | undefined, event: RecordedEvent<InstructionEvent>): InstructionRow | undefined => {
  if (!row) return undefined;
  const { prepared: _, ...state } = evolve({ ...row, prepared: null }, event as unknown as InstructionEvent);
  return { ...row, ...state, version: event.version };
};

export const instructionRows = rows<InstructionRow, InstructionEvent>({
  name: 'instruction', version: 1, indexed: ['payroll', 'period', 'status', 'person'],
  keys: (event) => event.data.instruction,
  on: {
    InstructionPrepared: (_, { data: { instruction, ordered: _ordered, ...prepared }, version }) => {
      const { prepared: _none, ...state } = noInstruction;
      return { ...prepared, ...state, status: 'prepared', id: instruction, person: [...new Set([prepared.payee, prepared.beneficiary])], version };
    },
    InstructionWithdrawn: later, InstructionSent: later, PaymentSettled: later, PaymentBooked: later, PaymentReturned: later, PaymentCollected: later, PaymentReconciled: later,
  },
});
