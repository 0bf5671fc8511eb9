/** One place where two documents differ; null = not there. */
export interface Difference { readonly path: string; readonly before: unknown; readonly after: unknown }

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Every place where two JSON documents differ, in order of the paths; lists are compared entry by entry. Pure. */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before ?? null, after ?? null) ? [] : [{ path, before: before ?? null, after: after ?? null }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const below = (name: string): string => (Array.isArray(before) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`);
  return names.flatMap((name) => differences(before[name], after[name], below(name)));
}
