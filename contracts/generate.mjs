// Makes everything that follows from the schemas: types, registry of events, AsyncAPI, catalogue.
//   node contracts/generate.mjs            writes what has changed
//   node contracts/generate.mjs --check    writes nothing, fails when a file is outdated
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncapi } from './generator/asyncapi.mjs';
import { catalogue } from './generator/catalogue.mjs';
import { areasModule, eventsModule, schemasModule } from './generator/modules.mjs';
import { readContracts } from './generator/source.mjs';
import { commonModule, serviceModule } from './generator/types.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every generated file: path from the root of the workspace → content. */
export async function generate() {
  const contracts = readContracts(join(root, 'contracts'));
  const files = new Map();
  const source = (name, text) => files.set(`contracts/src/generated/${name}.ts`, text);
  source('common', await commonModule(contracts.common));
  for (const service of contracts.services) {
    source(service.name, await serviceModule(service));
    source(`${service.name}-schemas`, await schemasModule(service));
  }
  source('common-schema', await schemasModule({ name: 'common', schemas: [contracts.common] }));
  source('events', await eventsModule(contracts));
  source('areas', await areasModule(contracts.areas));
  files.set('contracts/asyncapi.json', await asyncapi(contracts));
  files.set('docs/catalogue.md', catalogue(contracts));
  return files;
}

const current = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null);

/** The generated files that are missing or differ from what the schemas say. */
export async function outdated() {
  const files = await generate();
  return [...files].filter(([path, text]) => current(path) !== text);
}

async function run(check) {
  const changed = await outdated();
  if (check) {
    for (const [path] of changed) process.stderr.write(`outdated: ${path} (run: npm run contracts)\n`);
    return changed.length ? 1 : 0;
  }
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`written: ${relative(process.cwd(), join(root, path))}\n`);
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.includes('--check'));
