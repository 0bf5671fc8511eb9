import { Fields } from '../http/fields.ts';

/** How a department behaves; rates are shares between 0 and 1. */
export interface Settings {
  readonly latencyMs: number;
  readonly errorRate: number;
  readonly down: boolean;
  readonly wrong: number;
}

export const HEALTHY: Settings = { latencyMs: 0, errorRate: 0, down: false, wrong: 0 };
const LONGEST_LATENCY_MS = 120_000;

/** The whole of the settings: what is left out is back at its default. */
export function readSettings(body: unknown): Settings {
  const fields = new Fields(body).only(...Object.keys(HEALTHY));
  return {
    latencyMs: fields.has('latencyMs') ? fields.whole('latencyMs', LONGEST_LATENCY_MS) : HEALTHY.latencyMs,
    errorRate: fields.has('errorRate') ? fields.share('errorRate') : HEALTHY.errorRate,
    down: fields.has('down') ? fields.flag('down') : HEALTHY.down,
    wrong: fields.has('wrong') ? fields.share('wrong') : HEALTHY.wrong,
  };
}

/** Picks an exact share of a sequence, evenly spread: of the first n turns, ⌊n × rate⌋ are hit. No chance, so a run can be repeated. */
export class Share {
  readonly #rate: number;
  #turns = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  take(): boolean {
    const before = this.#hits();
    this.#turns += 1;
    return this.#hits() > before;
  }

  #hits(): number {
    // Ten times 0.1 is a hair below 1 in floating point.
    return Math.floor(this.#turns * this.#rate + 1e-9);
  }
}
