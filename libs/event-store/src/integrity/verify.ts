import { type Evidence, type EvidenceProblem, noEvidence } from './evidence.ts';
import { readExportLine } from './export-line.ts';
import { LineReader, readable } from './line-reader.ts';
import { LogCheck } from './log-check.ts';
import { LogDatabase } from './log-database.ts';
import { LogRow } from './log-row.ts';
import { StreamLinks } from './stream-links.ts';
import type { BadEvent, Kind } from './suspicion.ts';

export interface FirstBad {
  readonly service: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly kind: Kind;
}

/** What was found in the log of one service. */
export interface ServiceVerdict {
  readonly service: string;
  readonly events: number;
  readonly checkpoints: number;
  /** Up to this position checkpoints speak for the log, behind it only the chains of its streams; 0 = no checkpoint. */
  readonly coveredTo: number;
  readonly logEpoch: number | null;
  readonly first: FirstBad | null;
}

export interface Verdict {
  readonly ok: boolean;
  readonly events: number;
  readonly checkpoints: number;
  /** Of the first service, by name, that has one: the bad event with the lowest position. */
  readonly first: FirstBad | null;
  /** What is wrong with the checkpoints themselves. */
  readonly evidence: readonly EvidenceProblem[];
  readonly services: readonly ServiceVerdict[];
}

/** Told of events read, of about how many, or of bytes. */
export type Progress = (done: number, total: number) => void;

const EVERY = 20_000;

/** Holds the logs of a running database against their chains and against what was signed. */
export async function verifyDatabase(url: string, evidence: Evidence, progress: Progress = () => undefined, only?: readonly string[]): Promise<Verdict> {
  const database = await LogDatabase.open(url);
  try {
    const there = (await database.services()).filter((service) => only?.includes(service) ?? true);
    const total = await database.estimate(there);
    const verdicts: ServiceVerdict[] = [];
    for (const service of withSigned(there, evidence)) {
      const before = verdicts.reduce((sum, { events }) => sum + events, 0);
      verdicts.push(await ofDatabase(database, service, { evidence, there: there.includes(service), told: (events) => { progress(before + events, total); } }));
    }
    return verdict(verdicts, evidence);
  } finally {
    await database.close();
  }
}

async function ofDatabase(database: LogDatabase, service: string, { evidence, there, told }: { evidence: Evidence; there: boolean; told: (events: number) => void }): Promise<ServiceVerdict> {
  const check = new LogCheck(evidence.services.get(service) ?? noEvidence(service), null);
  try {
    if (there) {
      await database.read(service, (row) => {
        check.see(row);
        if (check.events % EVERY === 0) told(check.events);
      });
    }
    const [found, doubled] = [check.verdict(), there ? await database.doubled(service) : null];
    const first = doubled !== null && (found === null || doubled.position < found.position) ? doubled : found;
    // Of several that are missing before an event the chain shows only the last.
    const exact = first?.kind === 'removed' && first !== doubled && check.missedByChain ? { ...first, version: await database.firstMissing(service, readable(first.stream), first.version + 1) } : first;
    return serviceVerdict(service, check, evidence, exact);
  } finally {
    check.close();
  }
}

/** Holds an export alone against its chains and, where there is evidence, against what was signed. Needs neither a database nor Hearth. */
export async function verifyExport(path: string, evidence: Evidence, progress: Progress = () => undefined, mostStreams?: number): Promise<Verdict> {
  const [lines, row] = [new LineReader(path), new LogRow()];
  const checks = new Map<string, LogCheck>();
  const checkOf = (service: string): LogCheck => {
    const check = checks.get(service) ?? new LogCheck(evidence.services.get(service) ?? noEvidence(service), new StreamLinks(mostStreams));
    checks.set(service, check);
    return check;
  };
  try {
    for (let count = 1; lines.next(); count += 1) {
      readExportLine(lines, row);
      checkOf(row.service).see(row);
      if (count % EVERY === 0) {
        progress(lines.behind, lines.size);
        await new Promise(setImmediate);
      }
    }
    const verdicts = withSigned([...checks.keys()], evidence).map((service) => serviceVerdict(service, checkOf(service), evidence, checkOf(service).verdict()));
    return verdict(verdicts, evidence);
  } finally {
    lines.close();
    for (const check of checks.values()) check.close();
  }
}

/** A service whose log is gone altogether is looked for too. */
const withSigned = (services: readonly string[], { services: signed }: Evidence): string[] => [...new Set([...services, ...signed.keys()])].toSorted();

function serviceVerdict(service: string, { events }: LogCheck, evidence: Evidence, first: BadEvent | null): ServiceVerdict {
  const signed = evidence.services.get(service);
  return {
    service, events, checkpoints: signed?.checkpoints ?? 0, coveredTo: signed?.newest?.to ?? 0, logEpoch: signed?.newest?.logEpoch ?? null,
    first: first === null ? null : { service, stream: readable(first.stream), version: first.version, position: first.position, kind: first.kind },
  };
}

function verdict(services: readonly ServiceVerdict[], { problems }: Evidence): Verdict {
  const sum = (what: 'events' | 'checkpoints'): number => services.reduce((all, service) => all + service[what], 0);
  const first = services.find((service) => service.first !== null)?.first ?? null;
  return { ok: first === null && problems.length === 0, events: sum('events'), checkpoints: sum('checkpoints'), first, evidence: problems, services };
}
