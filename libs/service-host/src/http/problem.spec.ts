import { describe, expect, it } from '@jest/globals';
import { ExpectedVersionConflict, KeysUnavailable, NO_STREAM, OpeningRefused, PersonErased } from '@hearth/event-store';
import { Rejection } from '@hearth/event-sourcing';
import { BadRequestException, ForbiddenException, HttpException, NotFoundException } from '@nestjs/common';
import { instanceOf, problemOf } from './problem.ts';

const short = (error: unknown): unknown[] => { const { status, code, type, title } = problemOf(error); return [status, code, type, title]; };

describe('what an exception says to the caller', () => {
  it('is what the rule said, with its fields and values for the text', () => {
    expect(problemOf(new Rejection('over-limit', 'Above the limit.', { status: 422, errors: [{ field: 'income', code: 'max', detail: 'too much' }], params: { limit: 3 } })))
      .toEqual({ type: 'urn:hearth:problem:over-limit', title: 'Unprocessable Entity', status: 422, code: 'over-limit', detail: 'Above the limit.', errors: [{ field: 'income', code: 'max', detail: 'too much' }], params: { limit: 3 } });
  });

  it('names places, and never what somebody typed where the name of a field belongs', () => {
    const fields = ['members[1].idNumber', 'nonsense', '7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345', '王玉梅', 'members.13800002207', 'people[0].990101197706110028', 'a b'];
    const { errors } = problemOf(new BadRequestException({ errors: fields.map((field) => ({ field, code: 'c', detail: 'd' })) }));
    expect(errors?.map(({ field }) => field)).toEqual(['members[1].idNumber', 'nonsense', '7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345', '…', 'members.…', 'people[0].…', '…']);
  });

  it.each<[string, unknown, number, string]>([['an erased person', new PersonErased('7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345'), 409, 'person-erased'], ['keys that are away', new KeysUnavailable('KMS'), 503, 'keys-unavailable'],
    ['an opening that is not allowed', new OpeningRefused({ purpose: 'list', actor: { sub: 'analyst1', role: 'analyst', area: '*' } }), 403, 'opening-refused'],
    
    ['a lost race', new ExpectedVersionConflict('thing-1', NO_STREAM), 409, 'changed-meanwhile'], ['a body too large', Object.assign(new Error('Request body is too large'), { statusCode: 413 }), 413, 'too-large'],
    ['an unknown address', new NotFoundException('Cannot GET /x'), 404, 'not-found'], ['a closed door', new ForbiddenException(), 403, 'forbidden'], ['a malformed id', new BadRequestException('Validation failed (uuid is expected)'), 400, 'malformed-id'],
    ['a status nobody foresaw', new HttpException('teapot', 418), 418, 'refused'], ['fields', new BadRequestException({ errors: [{ field: 'a', code: 'b', detail: 'c' }] }), 400, 'invalid'],
  ])('%s is %i %s', (_, error, status, code) => { expect(short(error)).toEqual([status, code, `urn:hearth:problem:${code}`, expect.any(String)]); });

  it.each<[string, unknown]>([['a mistake', new TypeError('x is not a function')], ['a database', Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (id)=(990101194912310009)' })], ['a status of 503 from below', Object.assign(new Error('upstream 990101194912310009'), { statusCode: 503 })], ['nothing', undefined], ['text', '990101194912310009']])('%s is a fault without a word of what it was', (_, error) => {
    expect(short(error).slice(0, 2)).toEqual([500, 'fault']);
    expect(JSON.stringify(problemOf(error))).not.toMatch(/990101|duplicate|function|upstream/);
  });
});

describe('the address in a problem', () => {
  it.each([
    ['/api/registry/households/7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345/record?asOf=2026-01-01', '/api/registry/households/7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345/record'], ['/api/payments/entitlements/2026-12', '/api/payments/entitlements/2026-12'],
    ['/api/registry/households/990101194912310009', '/api/registry/households/…'], ['/api/registry/households/%E7%8E%8B%E7%8E%89%E6%A2%85', '/api/registry/households/…'], ['/api/registry/persons/13800002207/reveals', '/api/registry/persons/…/reveals'],
  ])('%s is named as %s', (url, named) => { expect(instanceOf(url)).toBe(named); });
});
