import type { Access, KeyProvider, Sealed, TokenPurpose } from './key-provider.ts';

export interface LocalKeyProviderOptions {
  /** Folder of the keys; made when missing. */
  readonly dir: string;
  /** Longest time an opened key stays in memory, ms; 60 000 at most. */
  readonly cacheMs?: number;
  /** 10 000 keys when absent. */
  readonly cacheSize?: number;
}

/** Keys as files on this machine, each wrapped by the master key. */
export declare class LocalKeyProvider implements KeyProvider {
  constructor(options: LocalKeyProviderOptions);
  seal(person: string, text: string): Promise<Sealed>;
  open(value: Sealed | null, access: Access): Promise<string | null>;
  openAll(values: readonly (Sealed | null)[], access: Access): Promise<(string | null)[]>;
  token(purpose: TokenPurpose, text: string): Promise<string>;
  erase(person: string, access?: Access): Promise<void>;
  close(): Promise<void>;
}
