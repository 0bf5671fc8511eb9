// What every service has ever stored, frozen: an example and the shape of each version of each domain event.
//   node tools/history/history.mjs                 freezes what is new: shapes, and examples (drafted; look at them before you commit)
//   node tools/history/history.mjs --take URL      examples from the logs of a running Hearth's database instead, without its personal data
//   node tools/history/history.mjs --check         writes nothing, fails when something is not frozen or no longer as it was frozen
import pg from 'pg';
import { owners, problems } from './check.mjs';
import { draft, withoutPersons } from './draft.mjs';
import { findEvents } from './events.mjs';
import { exampleFile, History, jsonText, shapeFile } from './frozen.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

async function freeze(url) {
  const events = findEvents();
  const log = url === undefined ? null : new pg.Client({ connectionString: url });
  await log?.connect();
  for (const owner of owners(events)) {
    const history = new History(owner);
    const committed = history.committed().map(([file]) => file);
    const isOpen = (file) => !committed.includes(file);
    const order = [];
    for (const event of events.filter((one) => one.owner === owner)) {
      const [shape, example] = [shapeFile(event, event.version), exampleFile(event, event.version)];
      if (isOpen(shape) && history.read(shape) !== jsonText(event.shape)) write(history, shape, event.shape);
      if (!isOpen(example)) continue;
      const taken = log && await fromLog(log, owner, event);
      if (taken) write(history, example, taken.example);
      else if (history.read(example) === null) write(history, example, drafted(event));
      order.push([example, taken?.place ?? Number.MAX_SAFE_INTEGER]);
    }
    const listed = history.listed().map(([file]) => file).filter((file) => committed.includes(file) || history.read(file) !== null);
    const place = new Map(order);
    const added = history.files().filter((file) => !committed.includes(file)).toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0) || listed.indexOf(a) - listed.indexOf(b));
    history.writeList([...committed, ...added]);
  }
  await log?.end();
}

function write(history, file, value) {
  if (history.read(file) === jsonText(value)) return;
  history.write(file, jsonText(value));
  say(`written: ${history.folder}/${file}`);
}

const drafted = ({ shape, version }) => {
  const { type, data, effectiveOn = '2026-11-22' } = draft(shape);
  return { type, schemaVersion: version, effectiveOn, data };
};

/** An event of the type from the log of its service, or of any service; out of the longest story there is, so that examples fit each other. */
async function fromLog(log, owner, { stream, type, version }) {
  const services = owner.startsWith('services/') ? [owner.slice('services/'.length)] : ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'];
  for (const service of services) {
    const { rows: [row] } = await log.query(
      `SELECT version AS place, effective_on::text AS on, data FROM "${service}".events o WHERE type = $1 AND schema_version = $2 AND stream LIKE $3
       ORDER BY (SELECT count(DISTINCT type) FROM "${service}".events s WHERE s.stream = o.stream) DESC, stream, position LIMIT 1`, [type, version, `${stream}-%`]);
    if (row) return { place: Number(row.place), example: { type, schemaVersion: version, effectiveOn: row.on, data: withoutPersons(row.data) } };
  }
  return null;
}

if (process.argv.includes('--check')) {
  const found = problems();
  for (const problem of found) process.stderr.write(`history: ${problem}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
} else {
  const at = process.argv.indexOf('--take');
  await freeze(at < 0 ? undefined : process.argv[at + 1]);
}
