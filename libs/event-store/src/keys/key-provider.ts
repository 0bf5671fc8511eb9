import type { Actor } from '@hearth/event-sourcing';
import type { Erasure } from './key-folder.ts';

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

/** Which roles may open personal data for which purpose. What it does not name, nobody may. */
export type OpeningPolicy = Readonly<Record<string, readonly string[]>>;

/** Purposes of the blind index; each has a key of its own. `command` is for the fingerprints of requests. */
export type TokenPurpose = 'id-number' | 'account' | 'phone' | 'name' | 'command';

/** Tokens of the same texts, in their order, under one version of the purpose's key. */
export interface VersionTokens { readonly version: number; readonly tokens: readonly string[] }

/** The keys of the blind index by version. More than one version lives only while a rotation is under way. */
export interface BlindIndex {
  /** Newest first. */
  versions(purpose: TokenPurpose): Promise<readonly number[]>;
  /** Under every living version, newest first: what is looked for during a rotation stands under one or the other. */
  tokens(purpose: TokenPurpose, texts: readonly string[]): Promise<readonly VersionTokens[]>;
  /** Makes the next version beside the one there is, or finds the one a broken-off rotation made. Returns the newest. */
  begin(purpose: TokenPurpose): Promise<number>;
  /** Notes that all tokens this service keeps are there under the version. Whoever noted anything has to, before a rotation can end. */
  hold(purpose: TokenPurpose, service: string, version: number): Promise<void>;
  holders(purpose: TokenPurpose): Promise<readonly TokenHold[]>;
  /** Destroys all versions but the newest: tokens made with them can be made no more. False = a service has not made all its tokens anew yet. */
  end(purpose: TokenPurpose): Promise<boolean>;
}

/** Up to which version of the purpose's key the tokens of a service are complete. */
export interface TokenHold { readonly service: string; readonly version: number }

export interface KeyProvider {
  /** Makes the person's key when it is the first text; throws PersonErased for an erased person. */
  seal(person: string, text: string): Promise<Sealed>;
  /** Null for null and for an erased person; throws when the text was changed, and OpeningRefused when the policy forbids it. */
  open(value: Sealed | null, access: Access): Promise<string | null>;
  /** Like open, one line of audit for all. */
  openAll(values: readonly (Sealed | null)[], access: Access): Promise<(string | null)[]>;
  /** Keyed pseudonym under the newest key of the purpose: equal texts have equal tokens. */
  token(purpose: TokenPurpose, text: string): Promise<string>;
  readonly index: BlindIndex;
  /** Destroys the person's key: what was sealed with it can never be read again. Told again it changes nothing. */
  erase(person: string, access?: Access, record?: Pick<Erasure, 'proposedBy' | 'approvedBy'>): Promise<void>;
  /** Whoever was erased, as the key store has it on record. */
  erasures(): Promise<readonly Erasure[]>;
  /** The same keys, opened only as the policy allows; what it refuses is written to the audit too. */
  guardedBy(policy: OpeningPolicy): KeyProvider;
}

export class PersonErased extends Error {
  readonly person: string;

  constructor(person: string) {
    super(`person ${person} has been erased`);
    this.name = 'PersonErased';
    this.person = person;
  }
}

/** The role may not open personal data for this purpose. */
export class OpeningRefused extends Error {
  readonly purpose: string;
  readonly role: string;

  constructor({ purpose, actor }: Access) {
    super(`role ${actor.role} may not open personal data for: ${purpose}`);
    this.name = 'OpeningRefused';
    this.purpose = purpose;
    this.role = actor.role;
  }
}
