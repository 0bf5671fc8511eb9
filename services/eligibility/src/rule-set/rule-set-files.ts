import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSetDocument, RuleSetInForce } from '@hearth/contracts';
import { canonicalJson } from '@hearth/event-store';
import { namedId } from '@hearth/service-host';

/** Stream id and key of a rule set: the same name is always the same id. */
export const ruleSetId = (name: string): string => namedId(`rule-set:${name}`);

/**
 * Names of the rule sets in a folder that a case can be led by, in order: `dibao-2012.json` holds the rule set dibao-2012. One without a
 * procedure (a former period, a recognition) can be evaluated but not put in force. A file that is no JSON is named too: its fault is told later.
 */
export async function ruleSetNames(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const led = await Promise.all(files.map(async (file) => hasProcedure(await readFile(join(folder, file), 'utf8'))));
  return files.filter((_, index) => led[index]).map((file) => file.slice(0, -'.json'.length));
}

function hasProcedure(text: string): boolean {
  try {
    return 'procedure' in (JSON.parse(text) as object);
  } catch {
    return true;
  }
}

/** A file as it would be put in force. @throws Error when it is not JSON or holds another rule set. */
export async function readRuleSetFile(folder: string, name: string): Promise<RuleSetInForce> {
  const document = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as RuleSetDocument;
  if (document.id !== name) throw new Error(`id: must be ${name}, as the file is called`);
  return inForceOf(document);
}

/** The fact that a document is put in force. */
export const inForceOf = (document: RuleSetDocument): RuleSetInForce =>
  ({ ruleSet: document.id, programme: document.programme, scope: document.scope, contentHash: contentHash(document), source: document.source, document });

/** SHA-256 of the document as canonical JSON (RFC 8785): spaces and the order of fields do not count. */
export const contentHash = (document: object): string => createHash('sha256').update(canonicalJson(document)).digest('hex');
