/** Where in the request the mistake lies: a JSON field or an XML element. */
export interface Whereabouts {
  readonly field?: string;
  readonly element?: string;
}

/** A request that is not carried out; becomes the answer as application/problem+json (RFC 9457). Texts never repeat what was sent. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  readonly where: Whereabouts;

  constructor(status: number, title: string, detail: string, where: Whereabouts = {}) {
    super(detail);
    this.status = status;
    this.title = title;
    this.where = where;
  }

  problem(): Record<string, unknown> {
    return { type: 'about:blank', title: this.title, status: this.status, detail: this.message, ...this.where };
  }
}

export const badField = (field: string, rule: string): Refusal => new Refusal(400, 'malformed', `${field} ${rule}`, { field });
export const badElement = (element: string, rule: string): Refusal => new Refusal(400, 'malformed-file', `${element} ${rule}`, { element });
export const unknown = (what: string): Refusal => new Refusal(404, 'not-found', `no such ${what}`);
