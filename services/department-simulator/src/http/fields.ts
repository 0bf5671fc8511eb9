import { dayProblem, isMoney, isUuid, mongolianIdProblem, moneyProblem, normaliseId, residentIdProblem } from '@hearth/kernel';
import type { Money } from '@hearth/kernel';
import { badField } from './refusal.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a JSON object field by field; every refusal names the field. */
export class Fields {
  readonly #values: Record<string, unknown>;
  readonly #path: string;

  constructor(value: unknown, path = '') {
    if (!isRecord(value)) throw badField(path === '' ? 'body' : path, 'must be an object');
    this.#values = value;
    this.#path = path;
  }

  /** Refuses what is not among `names`: a misspelt setting must not look like one that was taken. */
  only(...names: string[]): this {
    const stranger = Object.keys(this.#values).find((name) => !names.includes(name));
    if (stranger !== undefined) throw badField(this.at(stranger), `is not known; known are ${names.join(', ')}`);
    return this;
  }

  at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  value(name: string): unknown {
    return this.#values[name];
  }

  text(name: string, longest: number): string {
    const value = this.value(name);
    if (typeof value !== 'string' || value.trim() === '') throw badField(this.at(name), 'must be a text');
    if (value.length > longest) throw badField(this.at(name), `must have ${longest} characters at most`);
    return value;
  }

  matching(name: string, shape: RegExp, rule: string): string {
    const value = this.value(name);
    if (typeof value !== 'string' || !shape.test(value)) throw badField(this.at(name), rule);
    return value;
  }

  uuid(name: string): string {
    const value = this.value(name);
    if (!isUuid(value)) throw badField(this.at(name), 'must be a lower-case UUID');
    return value;
  }

  day(name: string): string {
    const value = this.value(name);
    const problem = dayProblem(value);
    if (problem !== undefined || typeof value !== 'string') throw badField(this.at(name), problem ?? 'must be a day');
    return value;
  }

  /** A resident ID or a Mongolian registration number, normalised. */
  idNumber(name: string): string {
    const id = normaliseId(this.text(name, 40));
    if (residentIdProblem(id) !== undefined && mongolianIdProblem(id) !== undefined) throw badField(this.at(name), 'must be a valid ID number');
    return id;
  }

  share(name: string): number {
    const value = this.value(name);
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw badField(this.at(name), 'must be a share between 0 and 1');
    return value;
  }

  whole(name: string, most: number): number {
    const value = this.value(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) throw badField(this.at(name), `must be a whole number between 0 and ${most}`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (typeof value !== 'boolean') throw badField(this.at(name), 'must be true or false');
    return value;
  }

  money(name: string): Money {
    const value = this.value(name);
    const problem = moneyProblem(value);
    if (problem !== undefined || !isMoney(value)) throw badField(this.at(name), problem ?? 'must be money');
    return { minor: value.minor, currency: value.currency };
  }

  list<T>(name: string, read: (value: unknown, path: string) => T): T[] {
    return readList(this.value(name), this.at(name), read);
  }
}

export function readList<T>(value: unknown, path: string, read: (value: unknown, path: string) => T): T[] {
  if (!Array.isArray(value)) throw badField(path, 'must be a list');
  return value.map((entry, index) => read(entry, `${path}[${index}]`));
}
