import type { Actor, Basis, Decider, DomainEvent } from '@hearth/event-sourcing';
import type { StreamHead, Tx } from '@hearth/event-store';
import type { Day, Instant } from '@hearth/kernel';

/** Whom a decision concerns: the area scope, the key of its published events, what it rests on. */
export interface About { readonly household: string | null; readonly area: string | null; readonly key?: string; readonly basis?: readonly Basis[] }

/** What a command or a consumer decides in one transaction; its appends are staged and stored last. */
export interface UnitOfWork {
  readonly at: Instant;
  readonly today: Day;
  readonly now: Date;
  readonly actor: Actor;
  readonly tx: Tx;
  load<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string): Promise<{ state: S; head: StreamHead }>;
  decide<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string, command: C, about: About, options?: { ifMatch?: number | null }):
    Promise<{ readonly state: S; readonly version: number; readonly events: readonly E[] }>;
  claim(name: string, event: DomainEvent, about: About): Promise<{ id: string; taken: boolean }>;
  newId(): string;
}

/** A unit as the inbox holds it: `flush` appends what was staged, as the last statements of the inbox transaction. */
export interface InboxUnit { readonly unit: UnitOfWork; flush(): Promise<unknown> }
