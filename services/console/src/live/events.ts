/** What the stream carries: that something changed, never what. No personal data. */
export interface Change {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly household: string | null;
  readonly service: string;
}

interface Frame { readonly id: string; readonly event: string; readonly data: string }

/** Server-sent events, fed as they arrive; EventSource itself cannot carry a bearer token. */
export class FrameReader {
  private rest = '';

  read(chunk: string): Frame[] {
    const blocks = (this.rest + chunk).replaceAll('\r\n', '\n').split('\n\n');
    this.rest = blocks.pop() ?? '';
    return blocks.map(frameOf).filter((frame) => frame.data !== '');
  }
}

function frameOf(block: string): Frame {
  const fields = { id: '', event: 'message', data: [] as string[] };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /u, '');
    const name = line.slice(0, colon);
    if (name === 'data') fields.data.push(value);
    else if (name === 'id' || name === 'event') fields[name] = value;
  }
  return { id: fields.id, event: fields.event, data: fields.data.join('\n') };
}

export function changeOf(frame: Frame): Change | null {
  try {
    const data = JSON.parse(frame.data) as Record<string, unknown>;
    if (typeof data['stream'] !== 'string') return null;
    return {
      id: frame.id,
      stream: data['stream'],
      version: Number(data['version'] ?? 0),
      kind: typeof data['kind'] === 'string' ? data['kind'] : '',
      household: typeof data['household'] === 'string' ? data['household'] : null,
      service: typeof data['service'] === 'string' ? data['service'] : '',
    };
  } catch {
    return null;
  }
}
