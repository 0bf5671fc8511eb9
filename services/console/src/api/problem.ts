export interface FieldProblem { readonly field: string; readonly code: string; readonly detail: string }

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  /** What fills the words of the rule: how many, until when. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly reference: string;
  /** Seconds, where the service says when to ask again. */
  readonly retryAfter: number | null;
}

/** A refusal by a service (RFC 9457), or the line to it that broke: always with what, where and a reference. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.title);
    this.body = body;
  }

  get code(): string { return this.body.code; }
  get status(): number { return this.body.status; }
}

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise);

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('field' in entry)) return [];
    const { field, code, detail } = entry as Record<string, unknown>;
    return [{ field: text(field, ''), code: text(code, 'invalid'), detail: text(detail, '') }];
  });
}

function paramsOf(value: unknown): ProblemBody['params'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number'));
}

/** Whatever came back, also from something in between that does not speak problem+json. */
export function problemFrom(status: number, body: unknown, reference: string, retryAfter: string | null): ProblemBody {
  const from = typeof body === 'object' && body !== null ? body as Record<string, unknown> : {};
  const type = text(from['type'], 'about:blank');
  return {
    type,
    title: text(from['title'], ''),
    status,
    detail: text(from['detail'], ''),
    code: text(from['code'], type.startsWith('urn:hearth:problem:') ? type.slice('urn:hearth:problem:'.length) : `http-${status}`),
    errors: fieldProblems(from['errors']),
    params: paramsOf(from['params']),
    reference: text(from['traceId'], reference),
    retryAfter: retryAfter !== null && /^\d+$/u.test(retryAfter) ? Number(retryAfter) : null,
  };
}

export const unreachable = (reference: string): Problem => new Problem({
  type: 'urn:hearth:problem:unreachable', title: '', status: 0, detail: '', code: 'unreachable', errors: [], params: {}, reference, retryAfter: null,
});

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
