/** One line each: which service, event and version, and what to do. `overlay`: path from the root of the workspace → text that stands in for the file's. */
export function problems(overlay?: ReadonlyMap<string, string>): string[];
/** The first place where two shapes differ, in words; null when they are the same. */
export function difference(before: unknown, after: unknown): string | null;
