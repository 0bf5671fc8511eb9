import type { Actor, Basis } from '@hearth/event-sourcing';
import { isDay, isInstant, isUuid } from '@hearth/kernel';
import type { LogRecord } from './bus/bus.ts';
import type { Fact } from './fact.ts';

/** A record that is no event of ours. The message names the header, never its value. */
export class MalformedFact extends Error {
  readonly header: string;

  constructor(header: string, problem: string) {
    super(`${header} ${problem}`);
    this.name = 'MalformedFact';
    this.header = header;
  }
}

/** CloudEvents 1.0, Kafka binding, binary mode: attributes are headers with `ce_`, the value is the data. Attributes that are null are left out. */
export function toRecord(fact: Fact): LogRecord {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: fact.id,
    ce_type: fact.type,
    ce_source: fact.source,
    ce_time: fact.time,
    ce_dataversion: String(fact.dataversion),
    ce_partitionkey: fact.key,
    ce_stream: fact.stream,
    ce_streamversion: String(fact.streamversion),
    ce_effectiveon: fact.effectiveon,
    ce_actor: JSON.stringify(fact.actor),
    ce_correlationid: fact.correlationid,
    ce_logepoch: String(fact.logepoch),
  };
  if (fact.subject !== null) headers['ce_subject'] = fact.subject;
  if (fact.area !== null) headers['ce_area'] = fact.area;
  if (fact.causationid !== null) headers['ce_causationid'] = fact.causationid;
  if (fact.traceparent !== null) headers['traceparent'] = fact.traceparent;
  if (fact.basis.length > 0) headers['ce_basis'] = JSON.stringify(fact.basis);
  return { key: fact.key, value: Buffer.from(JSON.stringify(fact.data)), headers };
}

/** @throws MalformedFact */
export function toFact(record: LogRecord): Fact {
  const of = (header: string): string => required(record.headers, header);
  if (of('ce_specversion') !== '1.0') throw new MalformedFact('ce_specversion', 'is not 1.0');
  return {
    id: shaped('ce_id', of('ce_id'), isUuid, 'is no UUID'),
    type: of('ce_type'),
    dataversion: integer('ce_dataversion', of('ce_dataversion'), 1),
    source: shaped('ce_source', of('ce_source'), isSource, 'is not /hearth/<deployment>/<service>'),
    time: shaped('ce_time', of('ce_time'), isInstant, 'is no instant'),
    subject: record.headers['ce_subject'] ?? null,
    key: record.key,
    stream: of('ce_stream'),
    streamversion: integer('ce_streamversion', of('ce_streamversion'), 1),
    effectiveon: shaped('ce_effectiveon', of('ce_effectiveon'), isKnownDay, 'is no day'),
    area: record.headers['ce_area'] ?? null,
    actor: actorOf(of('ce_actor')),
    correlationid: of('ce_correlationid'),
    causationid: record.headers['ce_causationid'] ?? null,
    traceparent: record.headers['traceparent'] ?? null,
    basis: json('ce_basis', record.headers['ce_basis'] ?? '[]', isBasisList),
    logepoch: integer('ce_logepoch', of('ce_logepoch'), 0),
    data: json('value', record.value.toString('utf8'), isObject),
  };
}

/** The id of a record whatever else is wrong with it. */
export function idOf(record: LogRecord): string | null {
  const id = record.headers['ce_id'];
  return isUuid(id) ? id : null;
}

function required(headers: LogRecord['headers'], header: string): string {
  const value = headers[header];
  if (value === undefined || value === '') throw new MalformedFact(header, 'is missing');
  return value;
}

function shaped(header: string, value: string, fits: (value: string) => boolean, problem: string): string {
  if (!fits(value)) throw new MalformedFact(header, problem);
  return value;
}

function integer(header: string, value: string, least: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least) throw new MalformedFact(header, `is no integer from ${least} on`);
  return number;
}

function json<T>(header: string, text: string, fits: (value: unknown) => value is T): T {
  let value: unknown;
  try { value = JSON.parse(text); } catch { throw new MalformedFact(header, 'is no JSON'); }
  if (!fits(value)) throw new MalformedFact(header, 'has another shape');
  return value;
}

// Facts come in runs of the same day and of the same officer.
let lastDay = '';
let lastActor: { readonly text: string; readonly actor: Actor } | null = null;

function isKnownDay(value: string): boolean {
  if (value === lastDay) return true;
  if (!isDay(value)) return false;
  lastDay = value;
  return true;
}

function actorOf(text: string): Actor {
  if (lastActor?.text !== text) lastActor = { text, actor: Object.freeze(json('ce_actor', text, isActor)) };
  return lastActor.actor;
}

const isSource = (value: string): boolean => /^\/hearth\/[^/]+\/[a-z][a-z0-9-]*$/.test(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isActor = (value: unknown): value is Actor => isObject(value) && isText(value['sub']) && isText(value['role']) && isText(value['area']);
const isBasis = (value: unknown): value is Basis => isObject(value) && isText(value['service']) && isText(value['id']) && Number.isSafeInteger(value['version']);
const isBasisList = (value: unknown): value is readonly Basis[] => Array.isArray(value) && value.every(isBasis);
