import { setTimeout as pause } from 'node:timers/promises';
import type { HearthClient } from '../client.ts';
import { expect, Unexpected } from './story.ts';

export interface CaseStep { readonly step: number; readonly state: 'done' | 'open' | 'waiting' | 'not-taken'; readonly at: string | null; readonly by: string | null }
export interface CaseFile {
  readonly application: { readonly status: string };
  readonly steps: readonly CaseStep[];
  readonly ruleSet: { readonly id: string; readonly locked: boolean };
  readonly verification: { readonly id: string; readonly outcome?: string; readonly openSources?: readonly string[]; readonly openItems?: number } | null;
  readonly assessment: { readonly result: string; readonly provisional: boolean; readonly running: boolean; readonly money: { readonly minor: number; readonly currency: string } | null; readonly assessment: string } | null;
  readonly actions: readonly { readonly action: string; readonly allowed: boolean; readonly code: string | null }[];
}

const SEEN_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 25;

/** One application, driven through the public API. */
export class Case {
  constructor(private readonly client: HearthClient, readonly id: string, private readonly reader: string) {}

  get path(): string { return `/api/casework/applications/${this.id}`; }
  file(officer = this.reader): Promise<CaseFile> { return this.client.get<CaseFile>(officer, this.path); }
  act<T = Record<string, unknown>>(officer: string, what: string, body: object = {}): Promise<T> { return this.client.post<T>(officer, `${this.path}/${what}`, body); }

  /** Waits until the file shows what another service's fact makes of it. */
  async until(what: string, shows: (file: CaseFile) => boolean): Promise<CaseFile> {
    for (const began = Date.now(); Date.now() - began < SEEN_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
      const file = await this.file();
      if (shows(file)) return file;
    }
    throw new Unexpected(`the file did not show within ${SEEN_WITHIN_MS / 1000} s: ${what}`);
  }

  async stepsDone(...steps: readonly number[]): Promise<void> {
    const file = await this.file();
    const open = steps.filter((n) => file.steps.find((s) => s.step === n)?.state !== 'done');
    expect(open.length === 0, `sub-steps not done: ${open.join(', ')}`);
  }

  report(): Promise<CaseFile> { return this.until('the verification report', (f) => Boolean(f.verification?.outcome)); }
  /** An assessment on figures that count. */
  assessed(): Promise<CaseFile> { return this.until('a final assessment', (f) => f.assessment !== null && !f.assessment.provisional && !f.assessment.running); }
}
