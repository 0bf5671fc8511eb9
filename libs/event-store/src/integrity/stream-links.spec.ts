import { describe, expect, it } from '@jest/globals';
import { type BrokenLink, type Link, StreamLinks } from './stream-links.ts';

const hashOf = (stream: number, version: number): string => (version === 0 ? '' : `${stream}:${version}`);

/** Streams that take turns, three events each. */
const links = (streams: number): Link[] => Array.from({ length: 3 * streams }, (_, at) => {
  const [stream, version] = [at % streams, 1 + Math.floor(at / streams)];
  return { position: at + 1, stream: `household-${stream} "é"`, version, previous: hashOf(stream, version - 1), hash: hashOf(stream, version) };
});

function first(events: readonly Link[], most: number): BrokenLink | null {
  const checked = new StreamLinks(most);
  try {
    const found = events.map((event) => checked.see(event)).find((broken) => broken !== null) ?? null;
    const aside = checked.firstPutAside();
    return found !== null && aside !== null ? (found.position < aside.position ? found : aside) : found ?? aside;
  } finally {
    checked.close();
  }
}

describe.each([['in memory', 1000], ['put aside', 3]])('links of streams %s', (_, most) => {
  it('follow on each other', () => {
    expect(first(links(200), most)).toBeNull();
  });

  it('name the first event that is missing', () => {
    expect(first(links(200).filter(({ position }) => position !== 250 && position !== 340), most)).toMatchObject({ kind: 'removed', version: 2, position: 450 });
  });

  it('name one that is there twice', () => {
    const events = links(200);
    expect(first([...events, { ...events[249]!, position: 601 }], most)).toMatchObject({ kind: 'inserted', version: 2, position: 601 });
  });

  it('name one that follows something else', () => {
    expect(first(links(200).map((link) => (link.position === 444 ? { ...link, previous: 'x' } : link)), most)).toMatchObject({ kind: 'changed', version: 3, position: 444 });
  });
});
