/** The first place where two values differ, in words; null when they are the same. A property that is undefined counts as absent. */
export function difference(actual: unknown, expected: unknown, path = ''): string | null {
  if (Object.is(actual, expected)) return null;
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected)) return `${path === '' ? 'value' : path}: expected ${show(expected)}, got ${show(actual)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const below = difference(actual[key], expected[key], Array.isArray(actual) ? `${path}[${key}]` : `${path}.${key}`);
    if (below !== null) return below;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const show = (value: unknown): string => (value === undefined ? 'nothing' : (JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? typeof value));
