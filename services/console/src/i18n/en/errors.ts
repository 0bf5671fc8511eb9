import type { Translation } from '../translation.ts';
import type { errors as source } from '../zh/errors.ts';

export const errors: Translation<typeof source> = {
  reference: 'Reference {{reference}}',
  field: 'is not right',
  summary_one: '{{count}} thing to correct',
  summary_other: '{{count}} things to correct',
  page: {
    what: 'This page could not be shown',
    todo: 'Load it again; what you typed is in the draft.',
  },
  fault: {
    what: 'The service could not complete this',
    todo: 'Nothing was recorded. Try again in a moment; if it happens again, report the reference.',
  },
  rule: {
    what: 'The rules do not allow this now',
    todo: 'Correct it by the rule above and submit again; what you typed is still here.',
  },
  unreachable: {
    what: 'The service cannot be reached',
    todo: 'Check the network and try again; a retry of the same form is never recorded twice.',
  },
  'outside-area': {
    what: 'Outside your area',
    todo: 'Ask the officer of that area.',
  },
  role: {
    what: 'Your role may not do this',
    todo: 'It is for another role to do.',
  },
  'not-found': {
    what: 'Not found',
    todo: 'It may be outside your area, or the address is wrong.',
  },
  'not-here-yet': {
    what: 'The facts this needs are still on their way',
    todo: 'They usually arrive within seconds; try again.',
  },
  stale: {
    what: 'Someone changed this while you were working',
    todo: 'The newest version is loaded; check it and submit again. What you typed is still here.',
  },
  'idempotency-mismatch': {
    what: 'This form was already submitted with other content',
    todo: 'Open a new form and submit that.',
  },
  'idempotency-in-flight': {
    what: 'The same request is being handled',
    todo: 'Wait a moment; it is not recorded twice.',
  },
  invalid: {
    what: 'Some entries need correcting',
    todo: 'Correct the entries below; what you typed is still here.',
  },
  'not-signed-in': {
    what: 'Your sign-in has expired',
    todo: 'Sign in again; the page and what you typed stay.',
  },
  'too-many': {
    what: 'Too many requests',
    todo: 'Wait a moment and try again.',
  },
  'changed-meanwhile': {
    what: 'Someone changed this at the same moment',
    todo: 'The newest version is loaded; submit again. What you typed is still here.',
  },
};
