import { expect, it } from '@jest/globals';
import { Undo } from './undo.ts';

function recorder() {
  const [undo, ended, said] = [new Undo(), [] as string[], [] as string[]];
  const add = (name: string, step = async (): Promise<void> => { ended.push(name); }): void => undo.add(name, step);
  return { undo, ended, said, add, say: (line: string): void => { said.push(line); } };
}

it('ends the last first, and what was added again before all', async () => {
  const { undo, ended, add, say } = recorder();
  for (const name of ['lock', 'front door', 'database', 'services', 'front door']) add(name);
  await undo.run(say);
  expect(ended).toEqual(['front door', 'services', 'database', 'lock']);
});

it('goes on after a step that fails, and says which', async () => {
  const { undo, ended, said, add, say } = recorder();
  add('lock');
  add('services', async () => { throw new Error('no connection'); });
  await undo.run(say);
  expect(ended).toEqual(['lock']);
  expect(said).toEqual(['services: did not end well: no connection']);
});

it('runs once however often it is asked for, and ends at once what comes too late', async () => {
  const { undo, ended, add, say } = recorder();
  add('lock');
  const [first, second] = [undo.run(say), undo.run(say)];
  add('late');
  await Promise.all([first, second]);
  await undo.run(say);
  expect(ended).toEqual(['lock', 'late']);
});
