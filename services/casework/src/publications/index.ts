import type { Publication } from '@hearth/messaging';
import { benefitPublications } from './benefit.publication.ts';
import { communityPublications } from './community.publication.ts';
import { countyPublications } from './county.publication.ts';
import { intakePublications } from './intake.publication.ts';
import { meansTestPublications } from './means-test.publication.ts';
import { referralPublications } from './referral.publication.ts';

/** All that casework says to others. */
export const publications: readonly Publication[] = [
  ...intakePublications, ...meansTestPublications, ...communityPublications, ...countyPublications, ...benefitPublications, ...referralPublications,
];
