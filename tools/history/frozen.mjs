// The frozen files of one folder: examples and shapes of every stored version, and the list that says they were never touched again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './compiler.mjs';

const LIST = 'frozen.txt';
const NAME = /^([a-z][a-z-]*)\/([A-Z][A-Za-z]*)\.v([1-9]\d*)\.(schema\.)?json$/;

export const shapeFile = ({ stream, type }, version) => `${stream}/${type}.v${version}.schema.json`;
export const exampleFile = ({ stream, type }, version) => `${stream}/${type}.v${version}.json`;
export const jsonText = (value) => `${JSON.stringify(value, null, 1)}\n`;
const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** The history of `services/registry` and the like. */
export class History {
  constructor(owner, base = root) {
    this.owner = owner;
    this.folder = `${owner}/history`;
    this.at = join(base, this.folder);
    this.git = (...words) => git(base, ...words);
  }

  /** `[file, hash]` in the order they were frozen. */
  listed() { return linesOf(this.read(LIST) ?? ''); }

  files() {
    if (!existsSync(this.at)) return [];
    return readdirSync(this.at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(this.at.length + 1).replaceAll('\\', '/')).filter((file) => file.includes('/')).toSorted();
  }

  read(file) {
    const path = join(this.at, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  write(file, text) {
    mkdirSync(dirname(join(this.at, file)), { recursive: true });
    writeFileSync(join(this.at, file), text);
  }

  /** What is in the last commit cannot be frozen anew; what is not may still be mended. */
  committed() { return linesOf(this.git('show', `HEAD:${this.folder}/${LIST}`) ?? ''); }

  writeList(files) { this.write(LIST, files.map((file) => `${hashOf(this.read(file))}  ${file}\n`).join('')); }

  /** Every stream, type and version that has a file: what may lie in a log. */
  kept() {
    return this.files().flatMap((file) => {
      const [, stream, type, version, schema] = NAME.exec(file) ?? [];
      return stream === undefined ? [] : [{ stream, type, version: Number(version), isShape: schema !== undefined }];
    });
  }

  /** Frozen files that are not what they were, and files that are not frozen. */
  problems() {
    const listed = this.listed();
    const names = new Set(listed.map(([file]) => file));
    const changed = listed.flatMap(([file, hash]) => {
      const text = this.read(file);
      if (text === null) return [`${this.folder}/${file} is frozen and missing. Logs still hold events of that version: put the file back.`];
      return hashOf(text) === hash ? [] : [`${this.folder}/${file} is frozen and was changed. Logs still hold events as it was: put it back, and freeze a new version instead.`];
    });
    const strange = this.files().filter((file) => !NAME.test(file)).map((file) => `${this.folder}/${file} is neither an example nor a shape: <stream>/<EventType>.v<version>[.schema].json`);
    const loose = this.files().filter((file) => NAME.test(file) && !names.has(file)).map((file) => `${this.folder}/${file} is not frozen: look at it, then run \`npm run history\`.`);
    return [...changed, ...strange, ...loose, ...this.#shortened(listed)];
  }

  /** The list only grows: each older one that git knows is its beginning. */
  #shortened(listed) {
    const path = `${this.folder}/${LIST}`;
    const commits = (this.git('log', '--format=%H', '--', path) ?? '').split('\n').filter(Boolean);
    const cut = commits.find((commit) => !linesOf(this.git('show', `${commit}:${path}`) ?? '').every(([file, hash], i) => listed[i]?.[0] === file && listed[i]?.[1] === hash));
    return cut ? [`${path} has lost or changed lines that it had at ${cut.slice(0, 10)}: what was frozen stays frozen.`] : [];
  }
}

const linesOf = (text) => text.split('\n').filter(Boolean).map((line) => line.split('  ')).map(([hash, file]) => [file, hash]);

/** Null where there is no git, no such commit or no such file. */
function git(cwd, ...words) {
  try {
    return execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64_000_000 });
  } catch {
    return null;
  }
}
