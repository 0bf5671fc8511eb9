import type { ActorProcess } from '../world/actor-process.ts';
import type { Street } from '../world/street.ts';
import type { Stream } from '../plan.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

interface Letter { readonly id: string; readonly eventId: string; readonly code: string; readonly message: string }

const TRIES = 3;
const part = (share: number) => ({ writers: 8, share, overMs: 0, staged: null });

/** So many streams, no two of one household. */
function victims({ street, chance }: Scene, count: number): readonly Stream[] {
  const keys = new Set<string>();
  return chance.shuffled(street.plan).filter(({ key }) => !keys.has(key) && keys.add(key)).slice(0, count);
}

async function openLetters({ pool, hearing }: Street): Promise<Letter[]> {
  return (await pool.query<Letter>(`SELECT id, event_id AS "eventId", error_code AS code, error_message AS message FROM "${hearing}".dead_letters WHERE outcome IS NULL`)).rows;
}

/** How an operator goes about it: again, until it works or has failed often enough. True when it worked. */
async function retry(hearer: ActorProcess, { id }: Letter): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    hearer.tell({ do: 'retry', id });
    if ((await hearer.word('retried')).done) return true;
  }
  return false;
}

/** Everything of households that no victim belongs to. */
async function othersApplied({ pool, speaking, hearing }: Street, failing: readonly Stream[]): Promise<boolean> {
  const { rows: [row] } = await pool.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM "${speaking}".events e WHERE metadata->>'key' <> ALL($1) AND NOT EXISTS (SELECT FROM "${hearing}".applied a WHERE a.event_id = e.id)`, [failing.map(({ key }) => key)]);
  return row?.n === 0;
}

/** Of the household, from the stream's first event on: what came before it was applied. */
async function waitingBehind({ pool, speaking }: Street, { name, key }: Stream): Promise<number> {
  const { rows: [row] } = await pool.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM "${speaking}".events WHERE metadata->>'key' = $1 AND position >= (SELECT position FROM "${speaking}".events WHERE stream = $2 AND version = 1)`, [key, name]);
  return row?.n ?? 0;
}

export const poison: Fault = {
  name: 'poison', what: 'one handler throws always, one twice and then works, one as if the database had to break off: dead letter with the real error, the household waits, the others go on, a retry drains in order',
  needsKafka: false, leastStreams: 8,
  run: async (scene) => {
    const { street, say } = scene;
    const [always, twice, transient] = victims(scene, 3).map((stream) => [stream]) as [[Stream], [Stream], [Stream]];
    const names = (streams: readonly Stream[]): string[] => streams.map(({ name }) => name);
    const speaker = await street.speaker({ writing: part(1) });
    const hearer = await street.hearer({ failing: { always: names(always), twice: names(twice), transient: names(transient), as: 'Error' } });
    await speaker.word('written');
    await street.settled();
    const letters = await openLetters(street);
    const others = await othersApplied(street, [...always, ...twice]);
    const worked: boolean[] = [];
    for (const letter of letters) worked.push(await retry(hearer, letter));
    await street.settled();
    const parked = await waitingBehind(street, always[0]);
    say(`${letters.length} dead letters ("${letters[0]?.message ?? 'none'}"), ${worked.filter(Boolean).length} drained by retry, ${parked} facts wait behind the one that never works`);
    return { parked, problems: problemsOf({
      'there are not two dead letters': letters.length !== 2, 'a dead letter does not tell the real error': letters.some(({ message }) => message !== 'this fact cannot be applied'),
      'other households had to wait': !others, 'not exactly one dead letter could be retried': worked.filter(Boolean).length !== 1,
    }) };
  },
};

export const typeError: Fault = {
  name: 'type-error', what: 'a plain mistake (TypeError) in a handler: the consumer stays alive, and after the mistake is mended a retry drains what waited',
  needsKafka: false, leastStreams: 8,
  run: async (scene) => {
    const { street, say } = scene;
    const failing = victims(scene, 2);
    const speaker = await street.speaker({ writing: part(0.5) });
    const hearer = await street.hearer({ failing: { always: failing.map(({ name }) => name), twice: [], transient: [], as: 'TypeError' } });
    await speaker.word('written');
    await street.settled();
    speaker.tell({ do: 'write', writing: part(1) });
    await speaker.word('written');
    await street.settled();
    const [letters, others] = [await openLetters(street), await othersApplied(street, failing)];
    const waited = await street.count(street.hearing, 'held_events');
    hearer.tell({ do: 'mend' });
    for (const letter of letters) await retry(hearer, letter);
    await street.settled();
    say(`${letters.length} dead letters (${letters[0]?.code ?? 'none'}), ${waited} facts waited and were drained after the mistake was mended`);
    return { problems: problemsOf({
      'there is not a dead letter for each household': letters.length !== failing.length, 'a dead letter does not name the TypeError': letters.some(({ code }) => code !== 'TypeError'),
      'the consumer did not go on with the others': !others, 'nothing waited, so the retry proves nothing': waited === 0,
    }) };
  },
};
