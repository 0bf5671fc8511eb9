import { areaProblem, isWithin } from '@hearth/kernel';
import { Rejection } from '@hearth/event-sourcing';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { ENVIRONMENT, type Environment } from '../environment.ts';
import type { HearthRequest, Officer } from './request.ts';

const ROLES = 'hearth:roles';
const OPEN = 'hearth:open';

/** Roles that may call a route. A route that changes something and names none is closed to all. */
export const Allow = (...roles: readonly string[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES, roles);
/** A route without sign-in: health and the API description only. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

/** Verifies the bearer token against the issuer's keys, in real time, and puts the officer on the request. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly keySet: JWTVerifyGetKey;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment, @Inject(Reflector) private readonly reflector: Reflector) {
    this.keySet = environment.keySet ?? createRemoteJWKSet(new URL(environment.jwksUrl));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(OPEN, targets)) return true;
    const request = context.switchToHttp().getRequest<HearthRequest>();
    request.officer = await this.officerOf(request.headers.authorization);
    const roles = this.reflector.getAllAndOverride<readonly string[] | undefined>(ROLES, targets);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (roles ? roles.includes(request.officer.role) : reads) return true;
    throw new Rejection('role', `Your role may not do this${roles?.length ? `; it is for: ${roles.join(', ')}` : ''}.`, { status: 403 });
  }

  private async officerOf(header: string | undefined): Promise<Officer> {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (!token) throw new UnauthorizedException();
    const { payload } = await jwtVerify(token, this.keySet, { issuer: this.environment.issuer, audience: 'hearth' }).catch(() => { throw new UnauthorizedException(); });
    return officerFrom(payload);
  }
}

/** A token without role or with an area that is none opens nothing. */
function officerFrom(payload: JWTPayload): Officer {
  const { sub } = payload, role = payload['role'], area = payload['area'], name = payload['name'];
  if (!sub || typeof role !== 'string' || role === '' || typeof area !== 'string' || areaProblem(area)) throw new UnauthorizedException();
  return { sub, role, area, ...(typeof name === 'string' ? { name } : {}) };
}

/** @throws Rejection outside-area unless `area` lies in the officer's; an unknown area is outside all but '*'. */
export function requireArea(officer: Officer, area: string | null): void {
  if (officer.area === '*' || (area !== null && isWithin(area, officer.area))) return;
  throw new Rejection('outside-area', 'This lies outside your area.', { status: 403 });
}
