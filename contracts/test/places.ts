/** Where the objects of an example are, and which of their fields the schema needs. */
export type Json = Record<string, unknown>;
export type Place = readonly string[];
type Resolve = (ref: string, root: Json) => { shape: Json; root: Json };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export function anyObject(value: unknown): Json {
  if (!isObject(value)) throw new Error('not an object');
  return value;
}

interface Found {
  readonly place: Place;
  readonly required: readonly string[];
}

/** Walks example and schema together; an object that the schema leaves open is not a place. */
function* walk(shape: Json, root: Json, value: unknown, place: Place, resolve: Resolve): Generator<Found> {
  const alternatives = shape['anyOf'];
  if (Array.isArray(alternatives)) {
    if (value !== null) yield* walk(anyObject(alternatives[0]), root, value, place, resolve);
    return;
  }
  if (typeof shape['$ref'] === 'string') {
    const next = resolve(shape['$ref'], root);
    yield* walk(next.shape, next.root, value, place, resolve);
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* walk(anyObject(shape['items']), root, item, [...place, String(at)], resolve);
  } else if (isObject(value) && isObject(shape['properties'])) {
    yield { place, required: Array.isArray(shape['required']) ? shape['required'].map(String) : [] };
    for (const [key, part] of Object.entries(value)) yield* walk(anyObject(shape['properties'][key]), root, part, [...place, key], resolve);
  }
}

export const places = (schema: Json, example: Json, resolve: Resolve): Place[] => [...walk(schema, schema, example, [], resolve)].map(({ place }) => place);

export const requiredFields = (schema: Json, example: Json, resolve: Resolve): Place[] =>
  [...walk(schema, schema, example, [], resolve)].flatMap(({ place, required }) => required.map((name) => [...place, name]));

function changed(example: Json, place: Place, change: (parent: Json, key: string) => void): Json {
  const copy = structuredClone(example);
  let parent: Json = copy;
  // An array is an object whose keys are numbers: good enough to walk through.
  for (const key of place.slice(0, -1)) parent = Object(parent[key]);
  change(parent, place.at(-1) ?? '');
  return copy;
}

export const set = (example: Json, place: Place, value: unknown): Json => changed(example, place, (parent, key) => void (parent[key] = value));
export const without = (example: Json, place: Place): Json => changed(example, place, (parent, key) => void delete parent[key]);

/** Canonical JSON (RFC 8785) of what the examples contain: keys in code-unit order, no spaces. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).toSorted().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
