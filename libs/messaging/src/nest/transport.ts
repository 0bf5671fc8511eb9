import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { FactHandler } from '../inbox/handler.ts';
import type { Inbox } from '../inbox/inbox.ts';

/** Hands the inbox's facts to Nest's controllers. The application needs the RethrowFilter, or dead letters name Nest's error instead of the real one. */
export class HearthTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('hearth');
  /** The inbox awaits each handler and acts on its error, so Nest must not swallow it. */
  override readonly propagatesEventHandlerErrors = true;

  constructor(private readonly inbox: Inbox) { super(); }

  listen(callback: (error?: unknown) => void): void {
    Promise.resolve().then(() => this.inbox.start(this.factHandlers())).then(() => { callback(); }, callback);
  }

  close(): Promise<void> { return this.inbox.close(); }

  /** There are no transport events to listen to. */
  on(): void {}

  unwrap(): never { throw new Error('there is no server behind the inbox'); }

  private factHandlers(): ReadonlyMap<string, FactHandler> {
    return new Map([...this.messageHandlers].map(([type, handler]) => [type, this.factHandler(type, handler)]));
  }

  private factHandler(type: string, handler: MessageHandler): FactHandler {
    // Nest would run chained handlers side by side, in no order.
    if (handler.next) throw new Error(`two consumers of ${type}`);
    const versions: unknown = handler.extras?.['versions'];
    if (!isVersions(versions)) throw new Error(`${type} is not consumed through @Consumes`);
    return {
      versions,
      handle: async (fact, context) => {
        const result: unknown = await handler(fact, context);
        if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      },
    };
  }
}

const isVersions = (value: unknown): value is readonly number[] => Array.isArray(value) && value.length > 0 && value.every((version) => Number.isInteger(version));
