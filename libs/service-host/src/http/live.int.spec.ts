import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startHearth, type TestHearth, type TestOfficer } from '@hearth/testing';
import { NoticeboardModule } from '../testing/noticeboard.module.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const neighbour = { sub: 'town1-x', role: 'town', area: '341524101' };
const analyst = { sub: 'analyst1', role: 'analyst', area: '*' };
const [HERE, THERE] = ['341524100001', '341524101204'] as const;

interface Frame { readonly id: string; readonly data: Record<string, unknown> | null }

let hearth: TestHearth;
const open: AbortController[] = [];
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterEach(() => { for (const stream of open.splice(0)) stream.abort(); });
afterAll(async () => { await hearth?.close(); });

const post = async (title: string, area: string): Promise<string> => (await hearth.as({ ...town, area: '341524' }).post<{ id: string }>('/api/noticeboard/notices', { title, area })).body.id;

/** A stream as a browser reads it: frame after frame, in order. */
async function listen(officer: TestOfficer, lastEventId?: string): Promise<() => Promise<Frame>> {
  const stream = new AbortController();
  open.push(stream);
  const response = await fetch(`${hearth.url}/api/noticeboard/live`, {
    headers: { authorization: `Bearer ${await hearth.issuer.token(officer)}`, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }, signal: stream.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const frames = framesOf(response);
  return async () => {
    const { value } = await frames.next();
    if (!value) throw new Error('the stream ended');
    return value;
  };
}

async function* framesOf(response: Response): AsyncGenerator<Frame, undefined> {
  let rest = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      yield { id: field('id') ?? '', data: data === undefined ? null : JSON.parse(data) as Record<string, unknown> };
    }
  }
}

describe('the live stream', () => {
  it('says where it begins, then what became readable: ids and kinds, nothing of what is written', async () => {
    const next = await listen(town);
    expect(await next()).toEqual({ id: expect.stringMatching(/^1:\d+$/) as unknown, data: null });
    const id = await post('王玉梅 moved', HERE);
    expect(await next()).toEqual({ id: expect.stringMatching(/^1:\d+$/) as unknown, data: { service: 'noticeboard', stream: `notice-${id}`, version: 1, kind: 'NoticePosted', household: null } });
    expect((await hearth.as(town).get(`/api/noticeboard/notices/${id}`)).status).toBe(200); // told after the rows have it
  });

  it('is cut to the officer’s area', async () => {
    const [mine, theirs, all] = await Promise.all([listen(town), listen(neighbour), listen(analyst)]);
    for (const next of [mine, theirs, all]) await next();
    const first = await post('a', THERE), second = await post('b', HERE);
    expect((await mine()).data).toMatchObject({ stream: `notice-${second}` });
    expect((await theirs()).data).toMatchObject({ stream: `notice-${first}` });
    expect([(await all()).data, (await all()).data]).toMatchObject([{ stream: `notice-${first}` }, { stream: `notice-${second}` }]);
  });

  it('goes on where it broke, with everything said meanwhile, in order and once', async () => {
    const next = await listen(town);
    await next();
    const before = await post('a', HERE);
    const { id: last, data } = await next();
    expect(data).toMatchObject({ stream: `notice-${before}` });
    for (const stream of open.splice(0)) stream.abort();
    const missed = [await post('b', HERE), await post('not mine', THERE), await post('c', HERE)];
    const again = await listen(town, last);
    expect(await again()).toEqual({ id: last, data: null });
    expect([(await again()).data, (await again()).data]).toMatchObject([{ stream: `notice-${missed[0]}` }, { stream: `notice-${missed[2]}` }]);
    const later = await post('d', HERE);
    expect((await again()).data).toMatchObject({ stream: `notice-${later}` });
  });

  it.each(['of another epoch', 'nonsense'])('begins now after an id that is %s', async (what) => {
    await post('before', HERE);
    const next = await listen(town, what === 'nonsense' ? 'x' : '7:1');
    await next();
    const id = await post('after', HERE);
    expect((await next()).data).toMatchObject({ stream: `notice-${id}` });
  });

  it('opens for nobody without a token', async () => {
    expect((await hearth.anonymous.get('/api/noticeboard/live')).status).toBe(401);
  });

  it('tells who begins at the beginning everything, whoever left before', async () => {
    const next = await listen(town);
    await next();
    for (const stream of open.splice(0)) stream.abort();
    const id = await post('e', HERE);
    const other = await listen(analyst, '1:0');
    const kinds = new Set<unknown>();
    for (let frame = await other(); frame.data?.['stream'] !== `notice-${id}`; frame = await other()) kinds.add(frame.data?.['kind']);
    expect([...kinds]).toEqual([undefined, 'NoticePosted']);
  });
});
