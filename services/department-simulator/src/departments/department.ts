import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../http/refusal.ts';
import { mistaken } from './catalogue.ts';
import type { DepartmentName, Item } from './catalogue.ts';
import type { Inquiry, InquiryAnswer, Outcome } from './inquiry.ts';
import { pseudonym } from './pseudonym.ts';
import { HEALTHY, Share } from './settings.ts';
import type { Settings } from './settings.ts';

interface JournalEntry {
  readonly at: string;
  readonly inquiry: string;
  readonly person: string;
  readonly outcome: Outcome;
}

/** What is kept is bounded: the counts stay exact, the oldest entries and remembered answers go. */
const JOURNAL_LENGTH = 1000;
const REMEMBERED_ANSWERS = 5000;

/** The line to whoever asks. */
export interface Line {
  readonly gone: boolean;
  readonly closing: AbortSignal;
}

/** One department: what it knows, how it behaves, and who asked. */
export class Department {
  readonly name: DepartmentName;
  #settings = HEALTHY;
  #errors = new Share(0);
  #mistakes = new Share(0);
  readonly #facts = new Map<string, readonly Item[]>();
  readonly #answers = new Map<string, { readonly person: string; readonly answer: InquiryAnswer }>();
  readonly #journal: JournalEntry[] = [];
  readonly #counts = { count: 0, answered: 0, repeats: 0 };

  constructor(name: DepartmentName) {
    this.name = name;
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#errors = new Share(settings.errorRate);
    this.#mistakes = new Share(settings.wrong);
  }

  /** Sets what the department holds about a person; an empty list means it has no record. */
  hold(idNumber: string, items: readonly Item[]): void {
    if (items.length === 0) this.#facts.delete(pseudonym(idNumber));
    else this.#facts.set(pseudonym(idNumber), items);
  }

  inquiries(): Record<string, unknown> {
    return { ...this.#counts, items: this.#journal };
  }

  /** Answers an inquiry, the same inquiry always alike. @throws Refusal on trouble, its own or the asker's */
  async ask(inquiry: Inquiry, line: Line): Promise<InquiryAnswer> {
    const person = pseudonym(inquiry.idNumber);
    if (inquiry.authorisation === null) this.#give(inquiry, person, 'refused', new Refusal(403, 'not-authorised', 'an inquiry needs the authorisation it runs under', { field: 'authorisation' }));
    await this.#trouble(inquiry, person, line);
    const earlier = this.#answers.get(inquiry.inquiry);
    if (earlier === undefined) return this.#answer(inquiry, person);
    if (earlier.person !== person) this.#give(inquiry, person, 'refused', new Refusal(409, 'inquiry-in-use', 'this inquiry was asked about someone else', { field: 'inquiry' }));
    this.#note(inquiry, person, 'repeated');
    return earlier.answer;
  }

  async #trouble(inquiry: Inquiry, person: string, line: Line): Promise<void> {
    if (this.#settings.down) this.#give(inquiry, person, 'down', new Refusal(503, 'department-down', 'the department does not answer'));
    if (this.#settings.latencyMs > 0) await delay(this.#settings.latencyMs, undefined, { signal: line.closing });
    // An answer nobody hears is none: the next try is the first.
    if (line.gone) this.#give(inquiry, person, 'abandoned', new Refusal(503, 'abandoned', 'the asker hung up'));
    if (this.#errors.take()) this.#give(inquiry, person, 'failed', new Refusal(500, 'department-error', 'the department failed'));
  }

  #answer(inquiry: Inquiry, person: string): InquiryAnswer {
    const held = this.#facts.get(person) ?? [];
    const wrong = this.#mistakes.take();
    const items = wrong ? mistaken(this.name, held) : held;
    const answer = { inquiry: inquiry.inquiry, receipt: randomUUID(), answeredAt: new Date().toISOString(), items };
    this.#answers.set(inquiry.inquiry, { person, answer });
    if (this.#answers.size > REMEMBERED_ANSWERS) this.#answers.delete(this.#answers.keys().next().value ?? '');
    this.#note(inquiry, person, wrong ? 'wrong' : 'answered');
    return answer;
  }

  #give(inquiry: Inquiry, person: string, outcome: Outcome, refusal: Refusal): never {
    this.#note(inquiry, person, outcome);
    throw refusal;
  }

  #note(inquiry: Inquiry, person: string, outcome: Outcome): void {
    this.#counts.count += 1;
    if (outcome === 'answered' || outcome === 'wrong') this.#counts.answered += 1;
    if (outcome === 'repeated') this.#counts.repeats += 1;
    this.#journal.push({ at: new Date().toISOString(), inquiry: inquiry.inquiry, person, outcome });
    if (this.#journal.length > JOURNAL_LENGTH) this.#journal.shift();
  }
}
