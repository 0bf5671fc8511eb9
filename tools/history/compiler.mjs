import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

// The compiler of the workspace has no interface for programs; the one before it, which this folder has for itself, does.
const require = createRequire(import.meta.url);
/** @type {import('typescript')} */
export const ts = require('typescript');
