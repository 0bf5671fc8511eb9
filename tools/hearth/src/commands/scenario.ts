import { HearthClient } from '../client.ts';
import { CommandProblem, OK, SHORT, USAGE } from '../exit.ts';
import { output } from '../output.ts';
import { runningHearth } from '../place.ts';
import { stories } from '../scenario/stories.ts';
import { Story } from '../scenario/story.ts';
import { Simulator } from '../simulator.ts';

/** Runs one story through the public API. @returns the exit code. */
export async function scenario(name: string, options: { json?: boolean }): Promise<number> {
  const tell = stories[name];
  if (!tell) throw new CommandProblem(USAGE, `hearth: no story ${name}; there are: ${Object.keys(stories).join(', ')}`);
  const { url, simulator } = runningHearth();
  const out = output(options.json ?? false);
  const story = new Story(name, { client: new HearthClient(url), simulator: new Simulator(simulator), say: out.say });
  const ok = await tell(story).then(() => true, (error: unknown) => {
    if (error instanceof CommandProblem) throw error;
    return false;
  });
  const result = story.result(ok);
  const delay = result.delayMs ? `, delay p50 ${result.delayMs.p50} p95 ${result.delayMs.p95} p99 ${result.delayMs.p99} ms over ${result.delayMs.n}` : '';
  out.answer(result, `${name}: ${result.ok ? 'ok' : 'fell short'}, ${result.steps.length} steps, ${(result.ms / 1000).toFixed(1)} s${delay}`);
  return result.ok ? OK : SHORT;
}
