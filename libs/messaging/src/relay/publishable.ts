import type { DomainEvent, RecordedEvent } from '@hearth/event-sourcing';
import type { About } from '../unit-of-work.ts';
import type { Outgoing, Publication, ValidateEvent } from './publication.ts';

/** An event that could not be published as its contract says; `problems` name fields, never values. */
export class UnpublishableEvent extends Error {
  readonly type: string;
  readonly problems: readonly string[];

  constructor(type: string, problems: readonly string[]) {
    super(`${type} does not satisfy its contract: ${problems.join('; ')}`);
    this.name = 'UnpublishableEvent';
    this.type = type;
    this.problems = problems;
  }
}

/** What an event says to others, held against its contract; null when it says nothing. */
export type Publish = (event: RecordedEvent) => Outgoing | null;

/** @throws UnpublishableEvent from the answer, Error when two publications claim one event type: the published event keeps the event's id. */
export function checkedPublish(publications: readonly Publication[], validate: ValidateEvent): Publish {
  const byType = new Map<string, Publication>();
  for (const publication of publications) {
    if (byType.has(publication.on)) throw new Error(`two publications of ${publication.on}`);
    byType.set(publication.on, publication);
  }
  return (event) => {
    const outgoing = byType.get(event.type)?.publish(event) ?? null;
    if (outgoing === null) return null;
    const problems = validate(outgoing.type, outgoing.version, outgoing.data);
    if (problems.length > 0) throw new UnpublishableEvent(outgoing.type, problems);
    return outgoing;
  };
}

const NOBODY = { sub: '', role: '', area: '' };
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Strict when producing: the check a command makes before it appends. Publications see a provisional event without id, stream and time,
 * so what they say may rest on data, household and area alone.
 */
export function publishableCheck(publications: readonly Publication[], validate: ValidateEvent): (events: readonly DomainEvent[], about: About) => void {
  const publish = checkedPublish(publications, validate);
  return (events, about) => { for (const event of events) publish(provisional(event, about)); };
}

function provisional(event: DomainEvent, about: About): RecordedEvent {
  return {
    id: NO_ID, stream: `provisional-${NO_ID}`, version: 1, position: 0, type: event.type, schemaVersion: event.schemaVersion ?? 1, data: event.data,
    effectiveOn: event.effectiveOn ?? '1970-01-01', recordedAt: '1970-01-01T00:00:00.000Z',
    metadata: { actor: NOBODY, household: about.household, area: about.area, key: about.key ?? about.household ?? NO_ID, causationId: null, correlationId: NO_ID, traceparent: null, basis: about.basis ?? [] },
  };
}
