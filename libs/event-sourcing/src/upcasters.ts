/** One step from a stored schema version to the next. */
export type Upcast = (data: object) => object;

/** By event type, then by the version the step starts from: `{IncomeRecorded: {1: (data) => …}}`. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcast>>>>;

/** The step of a shape that only grew: what was stored before fits it as it is. */
export const unchanged: Upcast = (data) => data;

interface Versioned {
  readonly type: string;
  readonly schemaVersion?: number;
  readonly data: object;
}

/** Raises an event to the newest version the steps lead to. Stored events stay as they are. */
export function upcast<V extends Versioned>(event: V, upcasters: Upcasters | undefined): V {
  const steps = upcasters?.[event.type];
  if (steps === undefined) return event;
  let version = event.schemaVersion ?? 1;
  let data = event.data;
  for (let step = steps[version]; step !== undefined; step = steps[version]) {
    data = step(data);
    version += 1;
  }
  return version === (event.schemaVersion ?? 1) ? event : { ...event, data, schemaVersion: version };
}

/**
 * The steps of all of a service's deciders, for whoever reads its whole log: projections, publications, a republish.
 * @throws Error when two deciders raise events of the same type: their steps would be mixed up.
 */
export function upcastersOf(...deciders: readonly { readonly stream: string; readonly upcasters?: Upcasters }[]): Upcasters {
  const merged: Record<string, Readonly<Record<number, Upcast>>> = {};
  for (const { stream, upcasters = {} } of deciders) {
    for (const [type, steps] of Object.entries(upcasters)) {
      if (Object.hasOwn(merged, type)) throw new Error(`events ${type} of the stream ${stream} are raised by another decider too`);
      merged[type] = steps;
    }
  }
  return merged;
}
