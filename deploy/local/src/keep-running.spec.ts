import { expect, it } from '@jest/globals';
import { startChild } from '@hearth/launch';
import { keepRunning, type Server } from './keep-running.ts';

interface Sleeper extends Server { readonly pid: number }

const sleeper = (): Sleeper => {
  const child = startChild({ command: 'sleep', args: ['60'], endSignal: 'SIGTERM' });
  return { pid: child.pid, exited: child.exited, stop: () => child.stop(1000, 'SIGKILL') };
};

it('starts a server again that was killed, and no more once it is stopped', async () => {
  const first = sleeper();
  const started = [first];
  const said: string[] = [];
  let cameBack: () => void = () => undefined;
  const back = new Promise<void>((resolve) => { cameBack = resolve; });
  const kept = await keepRunning('the sleeper', async (before) => {
    if (before === null) return first;
    const next = sleeper();
    started.push(next);
    cameBack();
    return next;
  }, (line) => said.push(line));
  process.kill(first.pid, 'SIGKILL');
  await back;
  await kept.stop();
  await Promise.all(started.map(({ exited }) => exited));
  expect(started).toHaveLength(2);
  expect(said).toEqual(['the sleeper ended by itself; it is started again']);
});

it('does not hide a first start that fails', async () => {
  await expect(keepRunning('it', async () => { throw new Error('no'); }, () => undefined)).rejects.toThrow('no');
});
