import { eventStream } from '@hearth/event-sourcing';

/** What an operator did with a fact that could not be applied; who, stands in the metadata. */
export interface DeadLetterSettled {
  readonly type: 'DeadLetterSettled';
  readonly data: { readonly deadLetter: string; readonly eventId: string; readonly type: string; readonly key: string; readonly outcome: 'retried' | 'skipped'; readonly reason: string | null };
}

export const deadLetters = eventStream<DeadLetterSettled>('dead-letter');
