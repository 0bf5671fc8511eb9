import { createHash } from 'node:crypto';
import { EventStore, openPool } from '@hearth/event-store';
import { numberOf, upcastersOf } from '../actors/events.ts';
import { dueOf } from '../plan.ts';
import type { Street } from '../world/street.ts';
import { GOLDEN, stateOf } from './golden.ts';
import { type Fault, problemsOf } from './fault.ts';

const part = (share: number, overMs = 0) => ({ writers: 8, share, overMs, staged: null });

/** Every version of every row, as one number. */
async function digestOf({ pool, hearing }: Street): Promise<string> {
  const { rows } = await pool.query(`SELECT id, household, area, body, version, recorded_from, recorded_to FROM "${hearing}".row_tally ORDER BY id, version`);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

export const replay: Fault = {
  name: 'replay', what: 'a projection is rebuilt from the first event into new tables while facts come, the rebuild is killed and goes on: row for row it equals the live one',
  needsKafka: false,
  run: async ({ street, short, say }) => {
    await street.hearer();
    const speaker = await street.speaker({ writing: part(0.5) });
    await speaker.word('written');
    await street.settled();
    speaker.tell({ do: 'write', writing: part(1, short ? 2_500 : 6_000) });
    const killed = await street.rebuilder({ batch: 2 });
    await killed.kill();
    const goesOn = await street.rebuilder({ batch: 50 });
    await goesOn.word('rebuilt');
    await goesOn.end(); // or it would take part in the next rebuild
    await speaker.word('written');
    await street.settled();
    const live = await digestOf(street);
    const again = await street.rebuilder();
    await again.word('rebuilt');
    const rebuilt = await digestOf(street);
    say(`live ${live.slice(0, 12)}, rebuilt from 0 ${rebuilt.slice(0, 12)}`);
    return { problems: problemsOf({ 'the rebuilt projection differs from the live one': live !== rebuilt }) };
  },
};

export const upcaster: Fault = {
  name: 'upcaster', what: 'three releases write one log, each with a newer shape of the event: the newest reads all of them to the same state, and says the same to others',
  needsKafka: false,
  run: async ({ street, say }) => {
    const { breakage, world } = street.options;
    await street.hearer();
    for (const release of [1, 2, 3] as const) {
      // Only the newest release publishes: what the former ones wrote passes through its upcasters.
      const speaker = await street.speaker({ release, writing: part(release / 3), ...(release < 3 ? { relayBatch: null } : {}) });
      await speaker.word('written');
      if (release < 3) await speaker.end();
    }
    await street.settled();
    const forgetful = breakage === 'no-upcaster';
    const pool = openPool({ url: world.postgres.url, service: street.speaking, max: 1 });
    const store = new EventStore({ pool, service: street.speaking, logEpoch: 1 });
    let different = 0;
    for (const stream of street.plan) {
      const { events } = await store.read(stream.name);
      const read = stateOf(events, upcastersOf(3, forgetful), (data) => numberOf(data, 3));
      const due = Array.from({ length: dueOf(stream, 1) }, (_, at) => at + 1);
      if (read !== stateOf(due.map((n) => ({ type: 'Said', data: { n } })), {}, (data) => numberOf(data, 1))) different += 1;
    }
    await pool.end();
    const golden = GOLDEN.filter(({ release, events, state }) => stateOf(events, upcastersOf(release, forgetful && release === 3), (data) => numberOf(data, release)) !== state);
    const versions = await street.pool.query<{ n: number }>(`SELECT count(DISTINCT schema_version)::integer AS n FROM "${street.speaking}".events`);
    say(`${versions.rows[0]?.n ?? 0} schema versions in the log, ${different} of ${street.plan.length} streams read to another state, ${golden.length} of ${GOLDEN.length} golden histories`);
    return { problems: problemsOf({
      'streams read to another state than was written': different > 0, 'golden events read to another state than they did': golden.length > 0,
      'the log does not hold three schema versions': versions.rows[0]?.n !== 3,
    }) };
  },
};
