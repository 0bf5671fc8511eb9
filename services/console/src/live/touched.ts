import type { Change } from './events.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** What a change is about: the thing itself and the household it belongs to. */
export function subjectsOf(change: Change): ReadonlySet<string> {
  const id = uuid.exec(change.stream)?.[0];
  return new Set([id, change.household].filter((value): value is string => typeof value === 'string'));
}

/** A page that shows one thing refetches it; lists wait for their officer, counts and figures follow by themselves. */
export function touches(change: Change, key: readonly unknown[]): boolean {
  if (key.includes('list')) return false;
  if (key.includes('counts')) return key[0] === change.service;
  const subjects = subjectsOf(change);
  return key.some((part) => typeof part === 'string' && subjects.has(part));
}
