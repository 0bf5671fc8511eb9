import type { IncomingMessage, ServerResponse } from 'node:http';

const heartbeatMs = 15_000;

/** One server-sent frame of a service: where it stands, and what changed. */
interface Frame {
  id: string;
  data: string;
}

/**
 * One stream for a browser, merged from the streams of all services: browsers allow six connections to a host.
 * Its ids hold the position in every service, so a stream that broke goes on where it was in each.
 */
export class LiveStreams {
  constructor(private readonly baseUrl: string, private readonly services: readonly string[]) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = new AbortController();
    response.on('close', () => { end.abort(); });
    const positions = new URLSearchParams(String(request.headers['last-event-id'] ?? ''));
    const streams = await Promise.all(this.services.map((name) => this.open(name, request.headers.authorization ?? '', positions.get(name), end.signal)));
    const refused = streams.find((stream) => !stream.ok);
    if (refused) {
      end.abort();
      response.writeHead(refused.status, { 'content-type': refused.headers.get('content-type') ?? 'text/plain' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.write(': open\n\n');
    const beat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
    const forward = async (stream: Response, index: number): Promise<void> => {
      for await (const { id, data } of frames(stream)) {
        if (id !== '') positions.set(this.services[index] ?? '', id);
        response.write(`id: ${positions.toString()}\ndata: ${data || '{}'}\n\n`);
      }
    };
    // When one service goes, all do: the browser then comes back and resumes all of them.
    await Promise.race(streams.map(forward)).catch(() => undefined);
    clearInterval(beat);
    end.abort();
    response.end();
  }

  private open(name: string, authorization: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
    const headers = { accept: 'text/event-stream', authorization, ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) };
    return fetch(`${this.baseUrl}/api/${name}/live`, { headers, signal });
  }
}

async function* frames(stream: Response): AsyncGenerator<Frame> {
  let rest = '';
  for await (const text of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const frame = { id: field(block, 'id'), data: field(block, 'data') };
      if (frame.id !== '' || frame.data !== '') yield frame;
    }
  }
}

const field = (block: string, name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
