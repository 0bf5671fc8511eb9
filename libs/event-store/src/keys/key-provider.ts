import type { Actor } from '@hearth/event-sourcing';

declare const sealed: unique symbol;
/** Personal text under one person's key: a compact JWE (`dir`, A256GCM) whose `kid` is the person. */
export type Sealed = string & { readonly [sealed]: true };

/** Why personal data is opened, and for whom; every opening is written to the audit. */
export interface Access {
  readonly purpose: string;
  readonly actor: Actor;
  /** What it is about, e.g. an application's stream id. */
  readonly about?: string;
}

/** Purposes of the blind index; each has a key of its own. */
export type TokenPurpose = 'id-number' | 'account' | 'phone' | 'name';

export interface KeyProvider {
  /** Makes the person's key when it is the first text; throws PersonErased for an erased person. */
  seal(person: string, text: string): Promise<Sealed>;
  /** Null for null and for an erased person; throws when the text was changed. */
  open(value: Sealed | null, access: Access): Promise<string | null>;
  /** Like open, one line of audit for all. */
  openAll(values: readonly (Sealed | null)[], access: Access): Promise<(string | null)[]>;
  /** Keyed pseudonym, hex: equal texts have equal tokens. */
  token(purpose: TokenPurpose, text: string): Promise<string>;
  /** Destroys the person's key: what was sealed with it can never be read again. */
  erase(person: string, access?: Access): Promise<void>;
}

export class PersonErased extends Error {
  readonly person: string;

  constructor(person: string) {
    super(`person ${person} has been erased`);
    this.name = 'PersonErased';
    this.person = person;
  }
}
