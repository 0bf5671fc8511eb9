export type RejectionStatus = 400 | 403 | 404 | 409 | 412 | 422;

export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

export interface RejectionOptions {
  /** 409 when absent: the state forbids the command. */
  readonly status?: RejectionStatus;
  readonly errors?: readonly FieldError[];
  /** Values the reader's language puts into the text for `code`; never personal data. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A command that a rule forbids: an answer to the asker, not a fault of the program. */
export class Rejection extends Error {
  readonly code: string;
  readonly status: RejectionStatus;
  readonly errors?: readonly FieldError[];
  readonly params?: Readonly<Record<string, string | number>>;

  constructor(code: string, detail: string, options: RejectionOptions = {}) {
    super(detail);
    this.name = 'Rejection';
    this.code = code;
    this.status = options.status ?? 409;
    if (options.errors !== undefined) this.errors = options.errors;
    if (options.params !== undefined) this.params = options.params;
  }
}
