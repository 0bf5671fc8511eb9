import type { HearthClient } from '../client.ts';
import type { Simulator } from '../simulator.ts';

export interface StepResult { readonly name: string; readonly ms: number; readonly ok: boolean; readonly detail: string }
export interface Delay { readonly p50: number; readonly p95: number; readonly p99: number; readonly n: number }
export interface StoryResult { readonly scenario: string; readonly ok: boolean; readonly ms: number; readonly steps: readonly StepResult[]; readonly ids: Readonly<Record<string, string>>; readonly delayMs?: Delay }

/** What a story has at hand. `suffix` picks the officers: '' the first county, '-b' the second. */
export interface World { readonly client: HearthClient; readonly simulator: Simulator; readonly say: (line: string) => void }

/** Something a story expected was not so. */
export class Unexpected extends Error {}

export function expect(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Unexpected(what);
}

/** Runs a story's steps one after the other, timing each; stops at the first that falls short. */
export class Story {
  readonly steps: StepResult[] = [];
  readonly ids: Record<string, string> = {};
  delayMs: Delay | undefined;
  private readonly began = performance.now();

  constructor(readonly name: string, readonly world: World) {}

  /** Does one step; what it returns as text becomes the detail shown. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      const result = await work();
      this.note(name, from, true, typeof result === 'string' ? result : '');
      return result;
    } catch (error) {
      this.note(name, from, false, error instanceof Error ? error.message : 'failed');
      throw error;
    }
  }

  result(ok: boolean): StoryResult {
    return { scenario: this.name, ok: ok && this.steps.every((step) => step.ok), ms: Math.round(performance.now() - this.began), steps: this.steps, ids: this.ids, ...(this.delayMs ? { delayMs: this.delayMs } : {}) };
  }

  private note(name: string, from: number, ok: boolean, detail: string): void {
    const step = { name, ms: Math.round(performance.now() - from), ok, detail };
    this.steps.push(step);
    this.world.say(`${ok ? '✓' : '✗'} ${name.padEnd(52)} ${String(step.ms).padStart(6)} ms  ${detail}`);
  }
}
