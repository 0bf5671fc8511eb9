import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cliProgress from 'cli-progress';
import { namedId } from '../named-id.ts';
import type { HearthClient } from '../client.ts';
import { seedApplications, type SeededHousehold } from './seed-applications.ts';
import type { Registered } from './steps.ts';
import type { Story } from './story.ts';
import type { HouseholdToRegister } from './households.ts';

interface SampleRow { readonly file: string; readonly line: number; readonly household: HouseholdToRegister }
const AT_ONCE = 4;
const samplesFolder = fileURLToPath(new URL('../../../../samples/households/', import.meta.url));

/**
 * Loads samples/households through the public API. The key of each command is the uuidv5 of file and row, so that it can be broken off at any point and repeated:
 * what was stored is answered again, nothing is stored twice.
 */
export async function seed(story: Story): Promise<void> {
  const rows = readSamples();
  const seeded: SeededHousehold[] = [];
  await story.step(`${rows.length} households from samples/`, async () => {
    const bar = progressBar(rows.length);
    await inParallel(rows, AT_ONCE, async (row) => { seeded.push(await load(story.world.client, row)); bar.increment(); });
    bar.stop();
    return `${rows.length} rows`;
  });
  await story.step('applications of some of them, at several stages', () => seedApplications(story, seeded.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))));
  await story.step('all services have heard of them', () => story.world.client.drain());
}

function readSamples(): SampleRow[] {
  return readdirSync(samplesFolder).filter((file) => file.endsWith('.jsonl')).toSorted().flatMap((file) =>
    readFileSync(join(samplesFolder, file), 'utf8').split('\n').filter((line) => line !== '').map((line, i) => ({ file, line: i + 1, household: JSON.parse(line) as HouseholdToRegister })));
}

async function load(client: HearthClient, { file, line, household }: SampleRow): Promise<SeededHousehold> {
  const name = `${file}#${line}`;
  const registered = await client.post<Registered>(officerOf(household.area), '/api/registry/households', { ...household, id: namedId(name) }, { key: namedId(`key:${name}`) });
  return { name, household, registered };
}

/** The window officer of the area. */
export function officerOf(area: string): string {
  if (area.startsWith('MN')) return 'mn-soum1';
  return area.startsWith('341524') ? 'town1' : 'town1-b';
}

function progressBar(total: number): cliProgress.SingleBar {
  const bar = new cliProgress.SingleBar({ format: '  {bar} {value}/{total} households  {eta_formatted}', stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic);
  bar.start(total, 0);
  return bar;
}

/** Runs `work` over the items, so many at a time. After a failure nothing is begun any more; it is told when what was in hand has ended. */
export async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items].toReversed();
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
      await work(item).catch((error: unknown) => { queue.length = 0; throw error; });
    }
  }));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
