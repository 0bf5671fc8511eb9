import { residentIdCheckDigit } from '@hearth/kernel';
import { startSimulator } from '../index.ts';
import type { SimulatorOptions } from '../index.ts';

/** A value that must be a JSON object. */
export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no JSON object');
  return Object.fromEntries(Object.entries(value));
}

/** What a request brought back. */
export class Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;

  constructor(status: number, type: string, text: string) {
    this.status = status;
    this.type = type;
    this.text = text;
  }

  json(): Record<string, unknown> {
    return record(JSON.parse(this.text));
  }

  items(): Record<string, unknown>[] {
    const { items } = this.json();
    if (!Array.isArray(items)) throw new Error('no items');
    return items.map(record);
  }
}

/** A running simulator and the means to talk to it over HTTP. */
export class RunningSimulator {
  readonly url: string;
  readonly close: () => Promise<void>;

  constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.close = close;
  }

  static async start(options: SimulatorOptions = {}): Promise<RunningSimulator> {
    const { url, close } = await startSimulator(options);
    return new RunningSimulator(url, close);
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  put(path: string, body: unknown): Promise<Reply> {
    return this.send('PUT', path, JSON.stringify(body));
  }

  post(path: string, body: unknown): Promise<Reply> {
    return this.send('POST', path, JSON.stringify(body));
  }

  postXml(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Reply> {
    return this.send('POST', path, body, 'application/xml');
  }

  async send(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, type = 'application/json'): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, { method, ...(body === undefined ? {} : { body, headers: { 'content-type': type } }) });
    return new Reply(response.status, response.headers.get('content-type') ?? '', await response.text());
  }
}

/** An invented resident ID number: an area that does not exist, a valid date and check digit. */
export function inventedId(sequence: number): string {
  const first17 = `99010119850412${String(sequence).padStart(3, '0')}`;
  return first17 + residentIdCheckDigit(first17);
}
