import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Inbox } from '../inbox/inbox.ts';

/** Hands the inbox's facts to Nest's controllers. */
export class HearthTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('hearth');
  override readonly propagatesEventHandlerErrors = true;
  constructor(private readonly inbox: Inbox) { super(); }
  listen(_callback: (error?: unknown) => void): void { throw new Error('not built'); }
  close(): Promise<void> { return this.inbox.close(); }
  on(): void { throw new Error('not built'); }
  unwrap<T>(): T { return this.inbox as T; }
}
