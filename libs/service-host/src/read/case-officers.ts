/** The roles whose work is people's cases: they may read names and the ends of numbers. Figures, rules and operations do without. */
export const CASE_OFFICERS = [
  'village', 'resident-representative', 'town', 'county-reviewer', 'county-approver', 'county-reconsideration', 'verification-officer', 'finance-maker', 'finance-checker',
  'bagh-governor', 'soum-social-worker', 'auditor',
] as const;
