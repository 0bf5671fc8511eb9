/** Who works with formulas, and reads everything about them. */
export const LABORATORY = ['rule-author', 'rule-approver', 'analyst', 'auditor'] as const;
/** Who knows families, and says whether a formula is right about them. */
export const REVIEWERS = ['town', 'county-reviewer', 'soum-social-worker', 'bagh-governor'] as const;
