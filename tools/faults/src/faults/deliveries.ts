import { createHash } from 'node:crypto';
import type { Street } from '../world/street.ts';
import { until } from '../until.ts';
import { type Fault, problemsOf } from './fault.ts';
import { NaiveCursor } from './naive-cursor.ts';

const LATE_WRITERS = 32;

export const duplicateDelivery: Fault = {
  name: 'duplicate-delivery', what: 'everything is published a second time, and the consumer group begins again at offset 0: no effect changes',
  needsKafka: false,
  run: async ({ street, say }) => {
    const speaker = await street.speaker({ writing: { writers: 8, share: 1, overMs: 0, staged: null } });
    const hearer = await street.hearer();
    await speaker.word('written');
    await street.settled();
    const [once, digest] = [street.delivered, await effectsOf(street)];
    speaker.tell({ do: 'republish' });
    await speaker.word('republishing');
    await until('everything is delivered again', street.patienceS, () => street.delivered >= 2 * once);
    await street.settled();
    await hearer.end();
    await street.desk.rewind(street.hearing, street.topic);
    const before = street.delivered;
    await street.hearer();
    await until('the group has begun again', street.patienceS, () => street.delivered > before);
    await street.settled();
    say(`${once} facts delivered first, ${street.delivered} in the end`);
    return { problems: problemsOf({ 'not everything was delivered twice': street.delivered < 2 * once, 'the effects changed': digest !== (await effectsOf(street)) }) };
  },
};

/** All that the hearer made of what it heard, as one number. */
async function effectsOf({ pool, hearing }: Street): Promise<string> {
  const { rows: applied } = await pool.query(`SELECT * FROM "${hearing}".applied ORDER BY seq`);
  const { rows: rowsNow } = await pool.query(`SELECT id, body FROM "${hearing}".row_tally WHERE recorded_to = 'infinity' ORDER BY id`);
  return createHash('sha256').update(JSON.stringify([applied, rowsNow])).digest('hex');
}

export const lateCommit: Fault = {
  name: 'late-commit', what: '32 writers hold transactions open and roll some back: exactly what is committed is delivered, and a cursor that reads "position > last" loses some of it',
  needsKafka: false, leastStreams: 40,
  run: async ({ street, events, say }) => {
    const staged = Math.max(1, Math.min(10, Math.floor(events / 20)));
    await street.hearer();
    await street.speaker();
    const naive = new NaiveCursor(street.pool, street.speaking);
    naive.start();
    const writer = await street.speaker({ relayBatch: null, writing: { writers: LATE_WRITERS, share: 1, overMs: 0, staged } });
    for (let pair = 0; pair < staged; pair += 1) {
      const { position } = await writer.word('staged');
      await until('the naive cursor has passed the later position', street.patienceS, () => naive.last >= position);
      if (street.options.breakage === 'naive-cursor') await until('the broken relay has, too', street.patienceS, async () => (await marked(street)) >= position);
      writer.tell({ do: 'release' });
    }
    await writer.word('written');
    await street.settled();
    const missed = await naive.missed();
    await naive.stop();
    say(`the naive cursor lost ${missed} of ${events} committed events, ${staged} of them staged`);
    return { problems: problemsOf({ 'the naive cursor lost nothing, so the workload proves nothing': missed < staged }) };
  },
};

async function marked({ pool, speaking }: Street): Promise<number> {
  const { rows: [row] } = await pool.query<{ position: number }>(`SELECT position::integer AS position FROM "${speaking}".relay`);
  return row?.position ?? 0;
}
