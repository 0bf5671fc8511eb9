import type { Answer, DwellingRecorded } from '@hearth/contracts';
import type { Fact, FactContext } from '@hearth/messaging';

/** One statement of the questionnaire and who took it down: every one of them is kept, for the last alone does not show what was tried before. */
export interface AnswerVersion { readonly origin: string; readonly answers: Readonly<Record<string, Answer>>; readonly officer: string; readonly at: string; /** Place in the household's stream: which came first within one moment. */ readonly nr: number }

export const ANSWER_VERSION = 'answer-version';

/** Keeps a statement beside the one that counts. */
export async function keepAnswerVersion({ known }: FactContext, { data: { household, record, origin, answers }, actor, time, streamversion }: Fact<DwellingRecorded>): Promise<void> {
  if (Object.keys(answers).length === 0) return;
  await known.put(ANSWER_VERSION, record, { origin, answers, officer: actor.sub, at: time, nr: streamversion } satisfies AnswerVersion, household);
}
