import { createRequire } from 'node:module';
import { decodeFetch, Unusual } from './fetch.ts';
import { encodeProduce, isPlain, type ProduceRequest } from './produce.ts';

/** kafkajs has its last release; another one would have to be looked at first. */
const VERSION = '2.2.4';
const [PRODUCE_FROM, PRODUCE_TO, FETCH] = [3, 7, 11];

interface Coding { readonly request: { encode(): Promise<unknown> }; readonly response: { decode(raw: Buffer): Promise<unknown> } }
/** kafkajs's table of one request: by version, how to write it and how to read the answer. */
interface Definition { protocol(o: { version: number }): (request: ProduceRequest) => Coding }

/** Hearth's own functions for the two requests that carry records, in the place of kafkajs's. */
export function ownCoding(produce: Definition, fetch: Definition): { produce: Definition; fetch: Definition } {
  return { produce: { protocol: ({ version }) => producing(produce.protocol({ version }), version) }, fetch: { protocol: ({ version }) => fetching(fetch.protocol({ version }), version) } };
}

/**
 * kafkajs spends two thirds of an event's time on its sixteen headers: a zeroed buffer for each when it writes, a copy of all before it for
 * each when it reads. Both are replaced, for the plain records that Hearth sends; whatever else there may be goes the old way.
 * Its compiled-in modules are the only place where that can be done. False when this is not the kafkajs that we know: then all stays as it is.
 */
export function installOwnCoding(): boolean {
  const require = createRequire(import.meta.url);
  const { version } = require('kafkajs/package.json') as { version: string };
  if (version !== VERSION) return false;
  const [produce, fetch] = ['produce', 'fetch'].map((name) => require(`kafkajs/src/protocol/requests/${name}/index.js`) as Definition);
  if (!produce || !fetch || installed.has(produce)) return installed.size > 0;
  installed.add(produce);
  const own = ownCoding({ protocol: produce.protocol }, { protocol: fetch.protocol });
  produce.protocol = own.produce.protocol;
  fetch.protocol = own.fetch.protocol;
  return true;
}

const installed = new Set<Definition>();

function producing(theirs: (request: ProduceRequest) => Coding, version: number): (request: ProduceRequest) => Coding {
  if (version < PRODUCE_FROM || version > PRODUCE_TO) return theirs;
  return (request) => {
    const coding = theirs(request);
    if (!isPlain(request)) return coding;
    return { ...coding, request: { ...coding.request, encode: () => { const buffer = encodeProduce(request, Date.now()); return Promise.resolve({ buf: buffer, buffer }); } } };
  };
}

function fetching(theirs: (request: ProduceRequest) => Coding, version: number): (request: ProduceRequest) => Coding {
  if (version !== FETCH) return theirs;
  return (request) => {
    const coding = theirs(request);
    return { ...coding, response: { ...coding.response, decode: (raw) => decodeOr(raw, coding) } };
  };
}

async function decodeOr(raw: Buffer, coding: Coding): Promise<unknown> {
  try { return decodeFetch(raw); } catch (error) {
    if (error instanceof Unusual) return coding.response.decode(raw);
    throw error;
  }
}
