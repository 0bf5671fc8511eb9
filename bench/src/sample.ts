import { randomUUID } from 'node:crypto';
import { residentIdCheckDigit } from '@hearth/kernel';
import type { EventMetadata } from '@hearth/event-sourcing';

/** The size of an event's data in the clear. */
export const EVENT_BYTES = 430;
export const EVENT_TYPE = 'IncomeDeclared';
const PERSONS = 1000;

/** Someone invented, with the parts of a declaration that never change. */
export interface SamplePerson {
  readonly id: string;
  readonly household: string;
  readonly name: string;
  readonly idNumber: string;
}

/** 430 B of JSON, two fields of it personal. A type, because Emmett asks for a record. */
export type Declaration = {
  readonly person: string;
  readonly name: string;
  readonly idNumber: string;
  readonly kind: string;
  readonly annual: { readonly minor: number; readonly currency: string };
  readonly months: number;
  readonly declaredOn: string;
  readonly remark: string;
};

export const AREA = '341524100001';
export const ACTOR = { sub: 'town1', role: 'town', area: '341524100' };
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄'];
const GIVEN = ['小明', '建国', '秀英', '桂兰', '志强', '玉梅', '春生', '海燕'];

export const persons: readonly SamplePerson[] = Array.from({ length: PERSONS }, (_, n) => {
  const first17 = `990101${1940 + (n % 60)}0${1 + (n % 9)}1${n % 10}${String(n % 1000).padStart(3, '0')}`;
  const name = `${SURNAMES[n % SURNAMES.length] ?? ''}${GIVEN[Math.floor(n / SURNAMES.length) % GIVEN.length] ?? ''}`;
  return { id: randomUUID(), household: randomUUID(), name, idNumber: first17 + residentIdCheckDigit(first17) };
});

let next = 0;
export function anyone(): SamplePerson {
  next = (next + 1) % persons.length;
  const person = persons[next];
  if (person === undefined) throw new Error('there is nobody');
  return person;
}

function inFull(person: SamplePerson): Declaration {
  const facts = { person: person.id, name: person.name, idNumber: person.idNumber, kind: 'wages', annual: { minor: 1_250_000, currency: 'CNY' }, months: 12, declaredOn: '2026-11-20' };
  const bytes = Buffer.byteLength(JSON.stringify({ ...facts, remark: '' }));
  return { ...facts, remark: 'as stated at the counter of the town, seen and copied; '.repeat(10).slice(0, EVENT_BYTES - bytes) };
}

const declarations = new Map(persons.map((person) => [person, inFull(person)]));

export function declaration(person: SamplePerson, n: number): Declaration {
  const full = declarations.get(person) ?? inFull(person);
  return { ...full, annual: { ...full.annual, minor: full.annual.minor + (n % 10) } };
}

/** Who, when and why: every store keeps the same. */
export const metadataOf = (person: SamplePerson): EventMetadata => ({
  actor: ACTOR, household: person.household, area: AREA, key: person.household, causationId: null, correlationId: person.id, traceparent: null, basis: [],
});
