export interface Hashed {
  /** Hash of the event before it in its stream, hex; empty for the first. */
  readonly previous: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly id: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly metadata: string;
  readonly data: string;
}

export declare function hashOf(event: Hashed): string;
export declare function canonicalJson(value: object): string;
