import type { Answer } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { CHINA_TIME, dayOf } from '@hearth/kernel';
import { KnownFacts } from '@hearth/messaging';
import { CLOCK, type Clock, Commands, type Officer, requireArea } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { answersOf } from '../facts/case-of-household.ts';
import { type KnownHousehold, readHousehold } from '../facts/household-facts.ts';
import { membersOf } from './household-members.ts';
import type { Asked } from './score-answers.ts';

/** A case that a formula is asked about: where it is, and its answers. */
export interface FormulaCase extends Asked { readonly area: string | null }

const MOST_ANSWERS = 300;
const LONGEST_ANSWER = 200;

/** Cases for reviews and explanations: households of the register within the officer's area, or answers that were typed in. */
@Injectable()
export class FormulaCases {
  constructor(@Inject(KnownFacts) private readonly known: KnownFacts, @Inject(Commands) private readonly commands: Commands, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Answers that are given win over those on record. @throws Rejection not-here-yet, outside-area, answers */
  async of(officer: Officer, { household, answers }: { readonly household?: string | undefined; readonly answers?: Readonly<Record<string, Answer>> | undefined }): Promise<FormulaCase> {
    const given = answers === undefined ? {} : checkedAnswers(answers);
    if (household === undefined) return { area: null, urban: null, members: null, answers: given };
    const { area, urban } = await this.commands.heard('household', () => this.known.get<KnownHousehold>('household', household));
    requireArea(officer, area);
    const facts = await readHousehold(this.known, household, null);
    return { area, urban, members: membersOf(facts, dayOf(this.clock.now().toISOString(), CHINA_TIME)), answers: { ...Object.fromEntries(answersOf(facts)), ...given } };
  }
}

/** Text, numbers and truth values, as a questionnaire has them; an answer that is not known is null. */
function checkedAnswers(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, Answer>> {
  const entries = Object.entries(answers);
  if (entries.length > MOST_ANSWERS) throw wrongAnswers('answers', `more than ${MOST_ANSWERS}`);
  return Object.fromEntries(entries.map(([column, answer]): [string, Answer] => {
    if (typeof answer === 'boolean') return [column, answer ? 1 : 0];
    if (answer === null || (typeof answer === 'number' && Number.isFinite(answer)) || (typeof answer === 'string' && answer.length <= LONGEST_ANSWER)) return [column, answer];
    throw wrongAnswers(`answers.${column.slice(0, LONGEST_ANSWER)}`, `must be text of at most ${LONGEST_ANSWER} characters, a number, true, false or null`);
  }));
}

const wrongAnswers = (field: string, detail: string): Rejection => new Rejection('answers', `${field}: ${detail}.`, { status: 422, errors: [{ field, code: 'answers', detail }] });
