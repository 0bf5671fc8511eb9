import { describe, expect, it } from '@jest/globals';
import { HearthClient } from '../client.ts';
import { Simulator } from '../simulator.ts';
import { percentiles } from './delay.ts';
import { inParallel, officerOf } from './seed.ts';
import { expect as expected, Story, Unexpected } from './story.ts';

const said: string[] = [];
const story = (): Story => new Story('told', { client: new HearthClient('http://127.0.0.1:1'), simulator: new Simulator(null), say: (line) => { said.push(line); } });

describe('a story', () => {
  it('tells each step with its time and what came of it', async () => {
    const told = story();
    expect(await told.step('first', async () => 'done')).toBe('done');
    await told.step('second', async () => ({ id: 'x' }));
    told.ids['household'] = 'h';
    expect(told.result(true)).toEqual({ scenario: 'told', ok: true, ms: expect.any(Number), ids: { household: 'h' }, steps: [{ name: 'first', ms: expect.any(Number), ok: true, detail: 'done' }, { name: 'second', ms: expect.any(Number), ok: true, detail: '' }] });
    expect(said.at(-2)).toMatch(/^✓ first +\d+ ms {2}done$/);
  });

  it('falls short at the step that does, and says why', async () => {
    const told = story();
    await expect(told.step('vote', async () => { expected(false, '3 of 15 are representatives'); })).rejects.toThrow(new Unexpected('3 of 15 are representatives'));
    expect([told.result(true).ok, told.result(true).steps]).toEqual([false, [{ name: 'vote', ms: expect.any(Number), ok: false, detail: '3 of 15 are representatives' }]]);
    expect(said.at(-1)).toMatch(/^✗ vote/);
  });

  it('shows the delays it measured, and none it did not', () => {
    const told = story();
    expect(told.result(true)).not.toHaveProperty('delayMs');
    told.delayMs = percentiles([1, 2, 3]);
    expect(told.result(true).delayMs).toEqual({ p50: 2, p95: 3, p99: 3, n: 3 });
  });
});

describe('percentiles', () => {
  it('are the smallest times that so many do not exceed, to a tenth', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([percentiles(hundred), percentiles([7.349]), percentiles([]), percentiles([3, 1])]).toEqual([{ p50: 50, p95: 95, p99: 99, n: 100 }, { p50: 7.3, p95: 7.3, p99: 7.3, n: 1 }, { p50: 0, p95: 0, p99: 0, n: 0 }, { p50: 1, p95: 3, p99: 3, n: 2 }]);
  });
  it('of 200 are the 100th, the 190th and the 198th', () => {
    expect(percentiles(Array.from({ length: 200 }, (_, i) => i + 1))).toEqual({ p50: 100, p95: 190, p99: 198, n: 200 });
  });
});

describe('work in parallel', () => {
  it('does everything once, never more at a time than asked', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(item);
    });
    expect([done.toSorted((a, b) => a - b), most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
  });

  it('begins nothing after a failure, and tells it when what was in hand has ended', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const work = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('first');
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('first');
    expect([begun, ended]).toEqual([[1, 2], [2]]);
  });
});

describe('the window officer', () => {
  it.each([['341524100001', 'town1'], ['341522101200', 'town1-b'], ['MN-073-04-02', 'mn-soum1']])('of %s is %s', (area, officer) => { expect(officerOf(area)).toBe(officer); });
});
