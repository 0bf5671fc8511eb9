// Whether everything that may lie in a log is frozen, and whether today's types still are what was frozen.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './compiler.mjs';
import { findEvents } from './events.mjs';
import { exampleFile, History, jsonText, shapeFile } from './frozen.mjs';

/** Every folder that has events or a history. */
export function owners(events) {
  const kept = ['services', 'libs'].flatMap((top) => readdirSync(join(root, top)).map((name) => `${top}/${name}`)).filter((owner) => existsSync(join(root, owner, 'history')));
  return [...new Set([...kept, ...events.map(({ owner }) => owner)])].toSorted((a, b) => a.localeCompare(b, 'en'));
}

/**
 * @param {ReadonlyMap<string, string>} overlay path from the root → text that stands in for the file's
 * @returns {string[]} one line each: which service, event and version, and what to do
 */
export function problems(overlay = new Map()) {
  const events = findEvents(overlay);
  return owners(events).flatMap((owner) => {
    const history = new History(owner);
    const own = events.filter((event) => event.owner === owner);
    return [...history.problems(), ...own.flatMap((event) => ofEvent(history, event)), ...gone(history, own), ...ambiguous(own)];
  });
}

/** Upcasters go by the type alone. */
function ambiguous(own) {
  const twice = own.filter(({ type, stream }) => own.some((other) => other.type === type && other.stream < stream));
  return twice.map(({ owner, type, stream }) => `${owner}: ${type} is an event of the stream ${stream} and of another: give one of them a name of its own.`);
}

function ofEvent(history, event) {
  const { owner, stream, type, version } = event;
  const what = `${owner}: ${type} v${version} (stream ${stream})`;
  const frozen = history.read(shapeFile(event, version));
  const missing = Array.from({ length: version }, (_, i) => i + 1).filter((one) => history.read(exampleFile(event, one)) === null).map((one) => `${owner}: ${type} v${one} (stream ${stream}) has no frozen example: run \`npm run history\`, and look at what it drafts.`);
  if (frozen === null) return [...missing, `${what} has no frozen shape: run \`npm run history\`.`];
  if (frozen === jsonText(event.shape)) return missing;
  return [...missing, `${what}: its shape changed, ${difference(JSON.parse(frozen), event.shape) ?? 'by its order'}. Logs hold events of the old shape. Give the type \`readonly schemaVersion: ${version + 1}\`, add `
    + `\`${type}: { ${version}: (data) => … }\` to the upcasters of its decider (\`unchanged\` if it only grew) and to the service's definition, then freeze an example of v${version + 1} with \`npm run history\`.`];
}

/** An event that is no longer in the types still lies in logs. */
function gone(history, own) {
  const types = new Set(own.map(({ stream, type }) => `${stream}/${type}`));
  const lost = history.kept().filter(({ stream, type }) => !types.has(`${stream}/${type}`)).map(({ stream, type }) => `${history.owner}: ${type} (stream ${stream}) is gone from the types, and still lies in logs: keep it in the union of its stream's events, for its decider to fold.`);
  const ahead = own.flatMap((event) => history.kept().filter((one) => one.stream === event.stream && one.type === event.type && one.version > event.version)
    .map(({ version }) => `${history.owner}: ${event.type} v${version} (stream ${event.stream}) is frozen, and the type says v${event.version}: versions only grow.`));
  return [...new Set([...lost, ...ahead])];
}

/** The first place where two shapes differ. */
export function difference(before, after, path = '') {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  if (!isObject(before) || !isObject(after)) return `${path || 'itself'}: ${short(before)} became ${short(after)}`;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const below = difference(before[key], after[key], path === '' ? key : `${path}.${key}`);
    if (below !== null) return below;
  }
  return null;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const short = (value) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 160));
