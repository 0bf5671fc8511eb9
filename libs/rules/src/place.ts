/** A document that cannot be read: where, and what is expected there. Never repeats the value, it may be personal data. */
export class Unreadable extends Error {
  readonly path: string;
  readonly detail: string;

  constructor(path: string, detail: string) {
    super(`${path}: ${detail}`);
    this.name = 'Unreadable';
    this.path = path;
    this.detail = detail;
  }
}

const DEEPEST = 40;
const LONGEST = 500;

/** A value of unknown shape at its place in a document. Every reading method refuses with the path. */
export class Place {
  private constructor(readonly value: unknown, readonly path: string, private readonly depth: number) {}

  static of(value: unknown, path = ''): Place { return new Place(value, path, 0); }

  refuse(detail: string): never { throw new Unreadable(this.path || '(document)', detail); }

  get absent(): boolean { return this.value === undefined; }
  get isText(): boolean { return typeof this.value === 'string'; }
  get isNumber(): boolean { return typeof this.value === 'number'; }
  get isList(): boolean { return Array.isArray(this.value); }

  /** An object with these fields and, unless told otherwise, no others. */
  object(required: readonly string[], optional: readonly string[] = [], others: 'refused' | 'left' = 'refused'): this {
    const names = this.names();
    for (const name of required) if (!names.includes(name)) this.at(name).refuse('is missing');
    for (const name of names) if (others === 'refused' && !required.includes(name) && !optional.includes(name)) this.at(name).refuse('is not known here');
    return this;
  }

  names(): string[] {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) return this.refuse('must be an object');
    return Object.keys(this.value);
  }

  at(name: string): Place {
    const fields = typeof this.value === 'object' && this.value !== null ? this.value as Readonly<Record<string, unknown>> : {};
    return this.below(Object.hasOwn(fields, name) ? fields[name] : undefined, this.path === '' ? name : `${this.path}.${name}`);
  }

  list<T>(read: (item: Place) => T, size: { readonly min?: number; readonly max?: number } = {}): readonly T[] {
    const { min = 0, max = LONGEST } = size;
    if (!Array.isArray(this.value)) return this.refuse('must be a list');
    if (this.value.length < min || this.value.length > max) return this.refuse(`must have ${min} to ${max} entries`);
    return this.value.map((item: unknown, index) => read(this.below(item, `${this.path}[${index}]`)));
  }

  /** The fields of an object by name; names are codes or what `names` allows. */
  entries<T>(read: (field: Place) => T, names = /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/): ReadonlyMap<string, T> {
    return new Map(this.names().map((name) => {
      if (!names.test(name)) this.at(name).refuse('is no name');
      return [name, read(this.at(name))];
    }));
  }

  text(max = LONGEST): string {
    if (typeof this.value !== 'string' || this.value.trim() === '' || this.value.length > max) return this.refuse(`must be text of 1 to ${max} characters`);
    return this.value;
  }

  code(): string {
    const text = this.text(60);
    return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) ? text : this.refuse('must be lower-case words with hyphens');
  }

  integer(min: number, max: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) return this.refuse(`must be a whole number from ${min} to ${max}`);
    return value;
  }

  yes(): boolean { return typeof this.value === 'boolean' ? this.value : this.refuse('must be true or false'); }

  oneOf<T extends string>(words: readonly T[]): T {
    return words.find((word) => word === this.value) ?? this.refuse(`must be one of: ${words.join(', ')}`);
  }

  /** Checked by a kernel rule that says what is wrong. */
  checked<T>(problem: (value: unknown) => string | undefined): T {
    const found = problem(this.value);
    return found === undefined ? this.value as T : this.refuse(found);
  }

  /** `otherwise` where nothing is said. */
  optional<T, U>(read: (place: Place) => T, otherwise: U): T | U { return this.absent ? otherwise : read(this); }

  /** Null where nothing is said or nothing is known. */
  orNull<T>(read: (place: Place) => T): T | null { return this.absent || this.value === null ? null : read(this); }

  private below(value: unknown, path: string): Place {
    if (this.depth >= DEEPEST) return this.refuse('is nested too deeply');
    return new Place(value, path, this.depth + 1);
  }
}
