import { ancestors, areaLevel } from '@hearth/kernel';
import type { FormulaAction, FormulaBody, Review } from '../../api/formulas.ts';
import type { Officer } from '../../identity/officer.ts';

export const laboratory = ['rule-author', 'rule-approver', 'analyst', 'auditor'];
export const reviewers = ['town', 'county-reviewer', 'soum-social-worker', 'bagh-governor'];
/** Least regions and reviewers before a review is closed. */
export const least = { regions: 2, reviewers: 2 } as const;

/** Why not; null = may be done now. */
export type Forbidden = 'role' | 'own' | 'fewReviews' | null;

const regionOf = (area: string): string => [area, ...ancestors(area)].find((code) => ['county', 'soum'].includes(areaLevel(code))) ?? area;

/** Cases that the formula could decide count: in how many counties or soums, by how many people. */
export function reviewed(reviews: readonly Pick<Review, 'agrees' | 'region' | 'by'>[]): { readonly regions: number; readonly reviewers: number; readonly agree: number; readonly decided: number } {
  const decided = reviews.filter(({ agrees }) => agrees !== null);
  return { regions: new Set(decided.map(({ region }) => regionOf(region))).size, reviewers: new Set(decided.map(({ by }) => by)).size, agree: decided.filter(({ agrees }) => agrees).length, decided: decided.length };
}

/** The actions that belong to where the formula stands, each with what forbids it to this officer. The service decides; this only says it beforehand. */
export function actionsOf({ status, author, reviews }: Pick<FormulaBody, 'status' | 'author' | 'reviews'>, officer: Pick<Officer, 'sub' | 'role'> | null): readonly { readonly action: FormulaAction; readonly forbidden: Forbidden }[] {
  const role = officer?.role ?? '';
  const makers: Forbidden = role === 'rule-author' || role === 'rule-approver' ? null : 'role';
  const signer: Forbidden = role === 'rule-approver' ? (officer?.sub === author ? 'own' : null) : makers === null && officer?.sub === author ? 'own' : 'role';
  const counted = reviewed(reviews);
  const enough = counted.regions >= least.regions && counted.reviewers >= least.reviewers;
  switch (status) {
    case 'draft': return [{ action: 'review-closed', forbidden: makers ?? (enough ? null : 'fewReviews') }, { action: 'reject', forbidden: makers }];
    case 'reviewed': return [{ action: 'pilot', forbidden: makers }, { action: 'reject', forbidden: makers }];
    case 'pilot': return [{ action: 'put-in-force', forbidden: signer }, { action: 'reject', forbidden: makers }];
    case 'in-force': return [{ action: 'retire', forbidden: role === 'rule-approver' ? null : 'role' }];
    case 'retired': case 'rejected': return [];
  }
}
