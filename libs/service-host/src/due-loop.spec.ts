import { describe, expect, it } from '@jest/globals';
import { DueLoop } from './due-loop.ts';

const NOW = new Date('2026-11-22T02:00:00.000Z');

describe('what falls due', () => {
  it('is done until nothing is left, one process after the other, at the instant given', async () => {
    const done: string[] = [];
    const left: Record<string, number> = { publications: 3, payrolls: 1 };
    const process = (name: string): { name: string; runDue: (now: Date) => Promise<number> } => ({ name, runDue: async (now) => { done.push(`${name} ${now.toISOString().slice(0, 10)}`); left[name]! -= 1; return left[name]!; } });
    await new DueLoop('casework', [process('publications'), process('payrolls')], () => NOW).run(NOW);
    expect(done).toEqual([...Array.from({ length: 3 }, () => 'publications 2026-11-22'), 'payrolls 2026-11-22']);
  });

  it('waits for the run before it: never two at a time', async () => {
    let [running, most] = [0, 0];
    const loop = new DueLoop('casework', [{ name: 'slow', runDue: async () => { running += 1; most = Math.max(most, running); await Promise.resolve(); running -= 1; return 0; } }], () => NOW);
    await Promise.all([loop.run(NOW), loop.run(NOW), loop.run(NOW)]);
    expect(most).toBe(1);
  });

  it('goes on after a process that failed, and runs it again the next time', async () => {
    let tries = 0;
    const after: string[] = [];
    const loop = new DueLoop('casework', [{ name: 'failing', runDue: async () => { tries += 1; throw new Error('not now'); } }, { name: 'next', runDue: async () => { after.push('next'); return 0; } }], () => NOW);
    await loop.run(NOW);
    await loop.run(NOW);
    expect([tries, after]).toEqual([2, ['next', 'next']]);
  });

  it('stops a process that never ends making facts', async () => {
    let rounds = 0;
    await new DueLoop('casework', [{ name: 'endless', runDue: async () => { rounds += 1; return 1; } }], () => NOW).run(NOW);
    expect(rounds).toBe(1000);
  });
});
