import type { Translation } from '../translation.ts';
import type { identity as source } from '../zh/identity.ts';

export const identity: Translation<typeof source> = {
  goingTitle: 'Going to the sign-in page',
  goingText: 'If the page does not open by itself, press the button below.',
  go: 'Sign in',
  returning: 'Signing you in',
  failed: 'Sign-in was not completed',
  failedText: 'The sign-in page did not answer, or it was cancelled. Nothing was recorded.',
  again: 'Sign in again',
  expiredTitle: 'Your sign-in has expired',
  expiredText: 'Sign in again over this page; what you typed stays as it is.',
  noOfficer: 'This account has no role in Hearth',
};
