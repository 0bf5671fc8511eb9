import type { IncomingMessage, ServerResponse } from 'node:http';
import { badField, Refusal } from './refusal.ts';

/** A request as a route sees it. */
export class Call {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** Ends when the simulator closes. */
  readonly closing: AbortSignal;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse, at: { params: readonly string[]; query: URLSearchParams; closing: AbortSignal }) {
    this.#request = request;
    this.#response = response;
    this.params = at.params;
    this.query = at.query;
    this.closing = at.closing;
  }

  get contentType(): string {
    return (this.#request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** Whether the asker hung up. */
  get gone(): boolean {
    return this.#response.destroyed;
  }

  async bytes(most: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#request as AsyncIterable<Buffer>) {
      size += chunk.length;
      // What is too long is read to its end all the same, so that the refusal reaches a sender who is still writing.
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
    }
    if (size > most) throw new Refusal(413, 'too-large', `a body has ${most} bytes at most`);
    return Buffer.concat(chunks);
  }

  async json(most = 1_000_000): Promise<unknown> {
    if (this.contentType !== 'application/json') throw new Refusal(415, 'unsupported-media-type', 'the body must be application/json');
    const text = (await this.bytes(most)).toString('utf8');
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw badField('body', 'must be JSON');
    }
  }
}

/** `json` goes out as one document, `chunks` piece by piece, so that a long bank file is never whole in memory. */
export type Answer = { readonly status?: number; readonly headers?: Record<string, string> } & (
  | { readonly json: unknown }
  | { readonly chunks: Iterable<string>; readonly type: string }
);

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** A path; `:name` segments become `params`, in order. The first matching route of a table counts. */
  readonly path: string;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}
