import type { Source } from '@hearth/contracts';
import { namedId } from '@hearth/service-host';
import { FOUND_KINDS } from './assembling.ts';
import type { StagedInquiry, VerificationOpened } from './verification.ts';

/** One inquiry per person and source. Its id follows from them: asked again after a crash it is the same inquiry, to which a department gives the same answer. */
export const inquiriesFor = (verification: string, people: readonly string[], sources: readonly Source[]): Omit<StagedInquiry, 'authorisation'>[] =>
  [...new Set(people)].flatMap((person) => [...new Set(sources)].map((source) => ({ inquiry: namedId(`inquiry:${verification}:${person}:${source}`), person, source })));

export const itemsFor = (verification: string, people: readonly string[]): VerificationOpened['items'] =>
  [...new Set(people)].flatMap((person) => FOUND_KINDS.map((kind) => ({ item: namedId(`item:${verification}:${person}:${kind}`), person, kind })));
