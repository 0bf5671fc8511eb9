import { describe, expect, it } from '@jest/globals';
import { Problem, problemFrom, unreachable } from './problem.ts';

describe('a problem', () => {
  it('keeps what, where and the reference of problem+json', () => {
    const body = problemFrom(422, {
      type: 'urn:hearth:problem:invalid', title: 'Invalid', code: 'invalid', detail: 'The request does not fit', traceId: 'abc', params: { needed: 2, who: 'x', odd: [] },
      errors: [{ field: 'members.0.idNumber', code: 'check-digit', detail: 'ends in 9, must end in X' }, 'noise'],
    }, 'ours', null);
    expect(body).toMatchObject({ code: 'invalid', status: 422, reference: 'abc', params: { needed: 2, who: 'x' } });
    expect(body.errors).toEqual([{ field: 'members.0.idNumber', code: 'check-digit', detail: 'ends in 9, must end in X' }]);
  });

  it('takes the code from the type when it stands alone', () => {
    expect(problemFrom(403, { type: 'urn:hearth:problem:outside-area' }, 'r', null).code).toBe('outside-area');
  });

  it('has words for an answer of something that does not speak problem+json', () => {
    const problem = new Problem(problemFrom(502, '<html>', 'r-1', '7'));
    expect(problem.body).toMatchObject({ code: 'http-502', reference: 'r-1', retryAfter: 7, errors: [] });
    expect(unreachable('r-2').status).toBe(0);
  });
});
