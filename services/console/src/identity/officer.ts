export const roles = [
  'village', 'resident-representative', 'town', 'county-reviewer', 'county-approver', 'county-reconsideration', 'verification-officer',
  'finance-maker', 'finance-checker', 'bagh-governor', 'soum-social-worker', 'rule-author', 'rule-approver', 'analyst', 'auditor', 'operations',
] as const;

export type Role = (typeof roles)[number];

export interface Officer { readonly sub: string; readonly role: Role; readonly area: string; readonly name: string }

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Read for display only: every service checks the token itself. */
export function officerOf(accessToken: string): Officer | null {
  const payload = accessToken.split('.')[1];
  if (payload === undefined) return null;
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  const role = roles.find((known) => known === claims['role']);
  if (!role) return null;
  return { sub: text(claims['sub']), role, area: text(claims['area']), name: text(claims['name']) };
}

/** Where an officer's day begins. */
export function homeOf(role: Role): string {
  if (role === 'rule-author' || role === 'rule-approver') return '/rules';
  if (role === 'analyst' || role === 'auditor') return '/dashboards';
  if (role === 'finance-maker' || role === 'finance-checker') return '/payroll';
  if (role === 'verification-officer') return '/verifications';
  return role === 'operations' ? '/operations' : '/work';
}
