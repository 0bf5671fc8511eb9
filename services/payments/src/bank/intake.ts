import type { Text3 } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { ALL_AREAS, isWithin } from '@hearth/kernel';
import { namedId, type StagedUnit } from '@hearth/service-host';
import { type BankLine, bankLineDecider, type Message } from '../bank-line/bank-line.decider.ts';
import { type BankCommand, instructionDecider } from '../instruction/instruction.decider.ts';
import type { Prepared } from '../instruction/instruction.ts';
import { aboutInstruction } from '../payroll/about.ts';
import { isReason, type ReasonCode, type ReasonParams, reasonText } from '../reasons.ts';
import { loadMany } from '../streams.ts';
import { instructionOf, type LineProblem, problem, type ReadLine } from './lines.ts';

export interface UnmatchedLine { readonly id: string; readonly line: number; readonly reference: string | null; readonly reason: ReasonCode; readonly text: Text3 }

export interface IntakeAnswer {
  readonly lines: number;
  /** Lines that agree with a payment of the officer's area, whether they say something new or not. */
  readonly matched: number;
  /** Facts made of them. */
  readonly recorded: number;
  /** Lines about payments of other areas: for their finance office. */
  readonly elsewhere: number;
  readonly unmatched: readonly UnmatchedLine[];
}

type Verdict = { readonly kind: 'matched'; readonly recorded: number } | { readonly kind: 'elsewhere' } | LineProblem & { readonly kind: 'unmatched' };

/** Takes in the lines of one message. One bad line never stops another; the same message twice changes nothing. */
export async function takeIn(unit: StagedUnit, message: Message, document: string | null, lines: readonly ReadLine[]): Promise<IntakeAnswer> {
  const ids = lineIds(lines);
  const instructions = await loadMany(unit.tx, instructionDecider, lines.flatMap(({ reference }) => (reference === null ? [] : instructionOf(reference) ?? [])));
  const onList = await loadMany(unit.tx, bankLineDecider, ids);
  let [matched, recorded, elsewhere] = [0, 0, 0];
  const unmatched: UnmatchedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const id = ids[index] ?? '';
    const verdict = await judge(unit, line, (instruction) => instructions.get(instruction)?.prepared ?? null);
    if (verdict.kind === 'unmatched') {
      unmatched.push(await list(unit, { message, document, id, line, verdict }));
      continue;
    }
    if (verdict.kind === 'elsewhere') elsewhere += 1;
    else [matched, recorded] = [matched + 1, recorded + verdict.recorded];
    if (onList.get(id)?.open) await unit.decide(bankLineDecider, id, { type: 'Match', at: unit.at }, aboutLine(unit));
  }
  return { lines: lines.length, matched, recorded, elsewhere, unmatched };
}

/** Ids by content; lines of one message that read the same are told apart by their number among each other. */
function lineIds(lines: readonly ReadLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ name }) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return namedId(`bank-line:${name}:${before}`);
  });
}

async function judge(unit: StagedUnit, { says, reference }: ReadLine, prepared: (instruction: string) => Prepared | null): Promise<Verdict> {
  if (says.type === 'Problem') return { ...says, kind: 'unmatched' };
  const instruction = reference === null ? null : instructionOf(reference);
  const known = instruction === null ? null : prepared(instruction);
  if (instruction === null || known === null) return { ...problem('unknown-instruction'), kind: 'unmatched' };
  if (!isOurs(unit, known.area)) return { kind: 'elsewhere' };
  return says.type === 'Pending' ? { kind: 'matched', recorded: 0 } : apply(unit, instruction, known, { ...says, today: unit.today });
}

const isOurs = ({ actor }: StagedUnit, area: string | null): boolean => actor.area === ALL_AREAS || (area !== null && isWithin(area, actor.area));

/** A line that contradicts what is known is refused by the instruction itself; the refusal names why. */
async function apply(unit: StagedUnit, instruction: string, known: Prepared, command: BankCommand): Promise<Verdict> {
  try {
    const { events } = await unit.decide(instructionDecider, instruction, command, aboutInstruction(known));
    return { kind: 'matched', recorded: events.length };
  } catch (error) {
    if (error instanceof Rejection && isReason(error.code)) return { ...problem(error.code), kind: 'unmatched' };
    throw error;
  }
}

const aboutLine = ({ actor }: StagedUnit): { household: null; area: string | null } => ({ household: null, area: actor.area === ALL_AREAS ? null : actor.area });

interface Unplaced { readonly message: Message; readonly document: string | null; readonly id: string; readonly line: ReadLine; readonly verdict: LineProblem }

async function list(unit: StagedUnit, { message, document, id, line, verdict: { reason, place } }: Unplaced): Promise<UnmatchedLine> {
  const params: ReasonParams = place === undefined ? {} : { place };
  const data: BankLine = { bankLine: id, message, document, line: line.line, reference: line.reference, money: line.money, on: line.on, reason, params, by: unit.actor.sub, at: unit.at };
  await unit.decide(bankLineDecider, id, { type: 'List', data }, aboutLine(unit));
  return { id, line: line.line, reference: line.reference, reason, text: reasonText(reason, params) };
}
