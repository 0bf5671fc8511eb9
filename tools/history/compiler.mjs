import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

// The compiler of the workspace has no interface for programs; the one that comes with the schema generator does.
const require = createRequire(createRequire(import.meta.url).resolve('ts-json-schema-generator/package.json'));
/** @type {import('typescript')} */
export const ts = require('typescript');
