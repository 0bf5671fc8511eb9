import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Evidence, EvidenceProblem, FirstBad, PublicKeys, ServiceVerdict, Verdict } from '@hearth/event-store';
import { keyFolder } from './backup.ts';
import { databaseUrl, reaching } from '../database.ts';
import { CommandProblem, OK, SHORT, USAGE } from '../exit.ts';
import { output } from '../output.ts';
import { dataDir } from '../place.ts';
import { EVENTS, progress } from '../progress.ts';

export interface VerifyOptions { readonly export?: string; readonly checkpoints?: string; readonly publicKey?: string; readonly database?: string; readonly json?: boolean }

/** Whether the logs are as they were written: those of a database, or those of an export alone. */
export async function verifyLog(options: VerifyOptions): Promise<number> {
  const { say, answer } = output(options.json ?? false);
  const evidence = await evidenceOf(options, say);
  const verdict = await check(options, evidence);
  const { ok, events, checkpoints, first, evidence: problems, services } = verdict;
  for (const service of services) say(standing(service));
  for (const problem of problems) say(wrongEvidence(problem));
  answer({ ok, events, checkpoints, first, evidence: problems, services }, ok ? `All well: ${events} events, ${checkpoints} checkpoints.` : `NOT as it was written${first === null ? ': the checkpoints themselves are not' : `: ${named(first)}`}.`);
  return ok ? OK : SHORT;
}

async function check({ export: exported, database }: VerifyOptions, evidence: Evidence): Promise<Verdict> {
  const { verifyDatabase, verifyExport } = await import('@hearth/event-store');
  const shown = exported === undefined ? progress('verify', EVENTS) : progress('verify');
  try {
    return await (exported === undefined ? reaching(verifyDatabase(databaseUrl(database), evidence, shown.at)) : verifyExport(existing(exported), evidence, shown.at));
  } finally {
    shown.end();
  }
}

/** The folder of checkpoints that is being written to, or a file that was handed out; none for an export without any. */
async function evidenceOf({ export: exported, checkpoints, publicKey }: VerifyOptions, say: (line: string) => void): Promise<Evidence> {
  const { NO_EVIDENCE, readEvidence } = await import('@hearth/event-store');
  const usual = process.env['HEARTH_CHECKPOINTS'] || join(dataDir(), 'checkpoints');
  const place = checkpoints === undefined ? usual : existing(checkpoints);
  const files = checkpoints === undefined && (exported !== undefined || !existsSync(place)) ? [] : filesOf(place);
  if (files.length === 0) {
    say('No checkpoints: only the chains of the streams are checked. Nobody can tell a log whose end was cut off, or whose hashes were all made anew.');
    return NO_EVIDENCE;
  }
  const shown = progress('checkpoints');
  const sizes = files.map((file) => statSync(file).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  const keys = await keysOf(publicKey);
  try {
    return await readEvidence(files, { keys, handedOut: statSync(place).isFile(), onLine: (bytes) => { shown.at(before + bytes, total); }, onFile: (size) => { before += size; } });
  } finally {
    shown.end();
  }
}

const filesOf = (place: string): string[] => (statSync(place).isFile() ? [place] : readdirSync(place).filter((name) => name.endsWith('.jsonl')).toSorted().map((name) => join(place, name)));

async function keysOf(file: string | undefined): Promise<PublicKeys> {
  const { publicKeysIn, readPublicKeys } = await import('@hearth/event-store');
  if (file !== undefined) return readPublicKeys(existing(file)).catch((error: unknown) => { throw new CommandProblem(USAGE, `hearth: ${error instanceof Error ? error.message : 'the public key cannot be read'}`); });
  const keys = await publicKeysIn(keyFolder());
  if (keys === null) throw new CommandProblem(USAGE, `hearth: there is no checkpoints.pub in ${keyFolder()}; name the public key with --public-key FILE`);
  return keys;
}

function existing(path: string): string {
  if (!existsSync(path)) throw new CommandProblem(USAGE, `hearth: there is no ${resolve(path)}`);
  return resolve(path);
}

const named = ({ service, stream, version, position, kind }: FirstBad): string => `the first event that was ${kind} is ${service} ${stream} version ${version} at position ${position}`;

function standing({ service, events, checkpoints, coveredTo, logEpoch, first }: ServiceVerdict): string {
  const signed = checkpoints === 0 ? 'no checkpoint' : `checkpoints: ${checkpoints}, up to position ${coveredTo}${(logEpoch ?? 1) > 1 ? `, log epoch ${logEpoch}: it was set back` : ''}`;
  return `${service.padEnd(12)} ${String(events).padStart(9)} events, ${signed}${first === null ? '' : `; ${first.kind}: ${first.stream} version ${first.version} at position ${first.position}`}`;
}

const WRONG: Readonly<Record<EvidenceProblem['problem'], string>> = {
  signature: 'is not signed by the key that was given', leaves: 'does not sign what stands in front of it', missing: 'is missing', unreadable: 'holds lines that are none of a checkpoint file',
};

const wrongEvidence = ({ service, checkpoint, problem }: EvidenceProblem): string => `checkpoint ${checkpoint ?? 'file'}${service === '' ? '' : ` of ${service}`} ${WRONG[problem]}`;
