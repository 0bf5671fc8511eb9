import type { Pool } from 'pg';

/** Area codes the asker may see, each with all areas below it; `*` = all. */
export type Scope = readonly string[] | '*';

export interface Row<R extends object = object> {
  readonly id: string;
  readonly household: string | null;
  readonly area: string | null;
  readonly body: R;
  /** Position of the event that made this version of the row. */
  readonly version: number;
  readonly recordedFrom: string;
}

export type Scalar = string | number | boolean;
/** Equal to · one of · is null · within (both ends included) . A field that is a list matches when it holds the value. */
export type Condition = Scalar | readonly Scalar[] | null | { readonly from?: Scalar; readonly to?: Scalar };

export interface RowListOptions {
  readonly scope: Scope;
  /** By field of the body; `household` and `area` (with all below) are always allowed. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Fields that `where` may name. */
  readonly filters?: readonly string[];
  /** Field, or `-field` for the last first; by id when absent. */
  readonly sort?: string;
  /** Fields that `sort` may name. */
  readonly sortable?: readonly string[];
  /** 1 … 1000, 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly asOf?: Date;
  /** Text that one of the fields contains, whatever the case. */
  readonly search?: { readonly text: string; readonly fields: readonly string[] };
  /** Only these rows (what a blind index found). */
  readonly ids?: readonly string[];
}

export interface RowPage<R extends object = object> {
  readonly items: readonly Row<R>[];
  readonly total: number;
  readonly next: string | null;
}

export declare class RowReader {
  constructor(options: { readonly pool: Pool; readonly service: string; readonly logEpoch: number });
  /** Null when there is none; a Rejection `outside-area` (403) when it lies outside the scope. */
  get<R extends object>(projection: string, id: string, options: { readonly scope: Scope; readonly asOf?: Date }): Promise<Row<R> | null>;
  list<R extends object>(projection: string, options: RowListOptions): Promise<RowPage<R>>;
}
