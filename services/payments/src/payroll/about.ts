import type { About } from '@hearth/messaging';
import type { Prepared } from '../instruction/instruction.ts';

/** Whom a fact about a payment concerns; it rests on casework's order, and so does whoever hears of it. */
export const aboutInstruction = ({ household, area, ordered }: Prepared): About =>
  ({ household, area, basis: [{ service: 'casework', id: ordered.stream, version: ordered.version }] });

export const aboutPayroll = ({ area }: { readonly area: string }): About => ({ household: null, area });
