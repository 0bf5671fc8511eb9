import { createHash } from 'node:crypto';
import { upcast, type Upcasters } from '@hearth/event-sourcing';

interface Shaped { readonly type: string; readonly schemaVersion?: number; readonly data: object }

/** What the events come to, as one number; the order counts. */
export function stateOf(events: readonly Shaped[], upcasters: Upcasters, number: (data: object) => number): string {
  return createHash('sha256').update(events.map((event) => number(upcast(event, upcasters).data)).join(' ')).digest('hex').slice(0, 16);
}

/** Frozen: events as each release stored them, and the state every later release has to read from them. */
export const GOLDEN: readonly { readonly release: 1 | 2 | 3; readonly events: readonly Shaped[]; readonly state: string }[] = [
  { release: 1, events: [{ type: 'Said', data: { n: 1 } }, { type: 'Said', data: { n: 2 } }], state: 'f71998fe363b9c29' },
  { release: 2, events: [{ type: 'Said', data: { n: 1 } }, { type: 'Said', schemaVersion: 2, data: { number: 2 } }], state: 'f71998fe363b9c29' },
  { release: 3, events: [{ type: 'Said', data: { n: 1 } }, { type: 'Said', schemaVersion: 2, data: { number: 2 } }, { type: 'Said', schemaVersion: 3, data: { count: { value: 3 } } }], state: '7c8f5059290305ce' },
];
