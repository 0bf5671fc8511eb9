import type { DomainEvent } from '@hearth/event-sourcing';
import type { About } from '../unit-of-work.ts';
import type { Publication, ValidateEvent } from './publication.ts';

/** An event that could not be published as its contract says; `problems` name fields, never values. */
export class UnpublishableEvent extends Error {
  readonly problems: readonly string[];
  constructor(readonly type: string, problems: readonly string[]) {
    super(`${type} does not satisfy its contract: ${problems.join('; ')}`);
    this.name = 'UnpublishableEvent';
    this.problems = problems;
  }
}

/** Strict when producing: the check a command makes before it appends. @throws UnpublishableEvent */
export function publishableCheck(_publications: readonly Publication[], _validate: ValidateEvent): (events: readonly DomainEvent[], about: About) => void {
  throw new Error('not built');
}
