import type { Tx } from '@hearth/event-store';

export interface KnownFact<T> { readonly id: string; readonly household: string | null; readonly body: T }

/** This service's own copies of other services' facts, table `<service>.known`. In a consumer it is bound to the inbox transaction. */
export class KnownFacts {
  constructor(private readonly service: string, private readonly tx: Tx, private readonly household: string | null = null) {}
  /** The same facts inside a transaction; new copies belong to `household` unless told otherwise. */
  within(_tx: Tx, _household: string | null = this.household): KnownFacts { throw new Error(`not built: ${this.service}`); }
  put(_kind: string, _id: string, _body: object, _household?: string | null): Promise<void> { throw new Error(`not built: ${this.tx}`); }
  /** Adds the fields of `patch` to the copy, or begins one. */
  merge(_kind: string, _id: string, _patch: object, _household?: string | null): Promise<void> { throw new Error('not built'); }
  get<T>(_kind: string, _id: string): Promise<T | null> { throw new Error('not built'); }
  list<T>(_kind: string, _filter?: { readonly household?: string; readonly ids?: readonly string[] }): Promise<readonly KnownFact<T>[]> { throw new Error('not built'); }
  remove(_kind: string, _id: string): Promise<void> { throw new Error('not built'); }
}
