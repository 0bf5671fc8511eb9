import { EventStore, type KeyProvider, nobodyMakingTokens, type TokenPurpose, type Tx } from '@hearth/event-store';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueProcess, KEYS } from '../environment.ts';
import { TOKEN_HOLDER, type TokenHolder } from './token-holder.ts';

interface Standing { readonly version: number; readonly cursor: string | null; readonly looked: number; readonly done: boolean; readonly clean: boolean }

/**
 * Brings the tokens of this service under the newest key of their purpose, some at a time, while reading and writing go on: whoever looks for a token
 * asks for those of every living key. Where it stands is in the database with the tokens, so kill -9 costs one batch. The old key goes when every
 * service that keeps tokens has got so far.
 */
@Injectable()
export class IndexRotationProcess implements DueProcess, OnModuleInit {
  readonly name = 'index-rotation';

  constructor(@Inject(EventStore) private readonly store: EventStore, @Inject(KEYS) private readonly keys: KeyProvider, @Inject(TOKEN_HOLDER) private readonly holder: TokenHolder) {}

  /** Tokens under a key that is gone find nobody, and nobody twice: a database from before a rotation gets its tokens before anybody asks. */
  async onModuleInit(): Promise<void> {
    for (const purpose of this.holder.purposes) {
      const [versions, standing] = [await this.keys.index.versions(purpose), await this.standing(purpose)];
      if (standing !== null && (versions.includes(standing.version) || versions.length > 1)) continue;
      while (await this.advance(purpose) > 0);
    }
  }

  async runDue(): Promise<number> {
    let done = 0;
    for (const purpose of this.holder.purposes) done += await this.advance(purpose);
    return done;
  }

  /** How far this service is, by purpose. */
  async progress(): Promise<readonly (Standing & { readonly purpose: TokenPurpose })[]> {
    const found = await Promise.all(this.holder.purposes.map(async (purpose) => ({ purpose, standing: await this.standing(purpose) })));
    return found.flatMap(({ purpose, standing }) => (standing ? [{ purpose, ...standing }] : []));
  }

  /** One batch, or the end; 0 when nothing was left to do. */
  private async advance(purpose: TokenPurpose): Promise<number> {
    const [newest = 1, ...older] = await this.keys.index.versions(purpose);
    const standing = await this.standing(purpose);
    if (standing?.version !== newest) {
      await this.begin(purpose, newest);
      return 1;
    }
    if (!standing.done) {
      await this.batch(purpose, newest);
      return 1;
    }
    await this.keys.index.hold(purpose, this.store.service, newest);
    if (older.length > 0) return await this.keys.index.end(purpose) ? 1 : 0;
    if (standing.clean) return 0;
    await this.clean(purpose, newest);
    return 1;
  }

  private begin(purpose: TokenPurpose, version: number): Promise<void> {
    return this.store.inTransaction(async (tx) => {
      await nobodyMakingTokens(tx);
      await tx.query(
        `INSERT INTO index_rotation (purpose, version) VALUES ($1, $2)
         ON CONFLICT (purpose) DO UPDATE SET version = $2, cursor = NULL, looked = 0, done = false, clean = false WHERE index_rotation.version <> $2`, [purpose, version]);
    });
  }

  private batch(purpose: TokenPurpose, version: number): Promise<void> {
    return this.store.inTransaction(async (tx) => {
      const standing = await this.standing(purpose, tx, 'FOR UPDATE');
      if (standing === null || standing.version !== version || standing.done) return; // another process was here
      const { next, looked } = await this.holder.rebuild(purpose, standing.cursor, tx);
      await tx.query('UPDATE index_rotation SET cursor = $2, looked = looked + $3, done = $4 WHERE purpose = $1', [purpose, next, looked, next === null]);
    });
  }

  /** The old key is gone and nobody makes tokens with it any more: those it made go too. */
  private clean(purpose: TokenPurpose, version: number): Promise<void> {
    return this.store.inTransaction(async (tx) => {
      await nobodyMakingTokens(tx);
      await this.holder.drop(purpose, version, tx);
      await tx.query('UPDATE index_rotation SET clean = true WHERE purpose = $1', [purpose]);
    });
  }

  private async standing(purpose: TokenPurpose, tx: Tx | null = null, lock = ''): Promise<Standing | null> {
    const ask = async (on: Tx): Promise<Standing | null> => {
      const { rows: [row] } = await on.query<Standing>(`SELECT version, cursor, looked, done, clean FROM index_rotation WHERE purpose = $1 ${lock}`, [purpose]);
      return row === undefined ? null : row;
    };
    return tx === null ? this.store.inTransaction(ask) : ask(tx);
  }
}
