import { Rejection } from '@hearth/event-sourcing';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { HearthRequest } from './request.ts';
import { shownField } from './problem.ts';

/** What every resource may be asked with. */
const READING = ['asOf'];

/**
 * A route that reads no parameters takes none: `?asof=…` passed over in silence would be answered with today's state.
 * Routes that do read them (lists, figures) check them themselves.
 */
@Injectable()
export class ParametersGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const bound = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ?? {}) as Record<string, unknown>;
    if (Object.keys(bound).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`))) return true;
    const { method, query } = context.switchToHttp().getRequest<HearthRequest>();
    const known = method === 'GET' ? READING : [];
    const unknown = Object.keys(query as object).find((name) => !known.includes(name));
    if (unknown === undefined) return true;
    throw new Rejection('unknown-parameter', known.length > 0 ? `This address takes only: ${known.join(', ')}.` : 'This address takes no parameters.', { status: 400, errors: [{ field: shownField(unknown), code: 'unknown', detail: 'unknown parameter' }] });
  }
}
