import { timeZoneOf } from '@hearth/kernel';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { HearthRequest } from '../http/request.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { namedAsOf, refused } from './as-of.ts';

/** Reads `?asOf=` once for every route. A day ends where the officer's offices are; a position is told apart from the log's own epoch. */
@Injectable()
export class AsOfGuard implements CanActivate {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HearthRequest>();
    const named = namedAsOf((request.query as Record<string, string | undefined>)['asOf'], timeZoneOf(request.officer?.area ?? null));
    if (named === null) return true;
    request.asOf = 'at' in named ? { at: named.at, position: null } : { at: await this.timeOf(named), position: named.position };
    return true;
  }

  private async timeOf({ position, epoch }: { readonly position: number; readonly epoch: number | null }): Promise<Date> {
    const { store, logEpoch } = this.runtime;
    if (epoch !== null && epoch !== logEpoch) throw refused(`This log is in epoch ${logEpoch}: it was restored since that position was given.`);
    const { rows: [last] } = await store.inTransaction((tx) => tx.query<{ at: Date }>('SELECT recorded_at AS at FROM events WHERE position <= $1 ORDER BY position DESC LIMIT 1', [position]));
    if (last === undefined) throw refused('This log holds nothing up to that position.');
    return last.at;
  }
}
