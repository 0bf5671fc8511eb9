import type { DraftStatus } from '../../api/rules.ts';
import type { Standing } from './axis.ts';

export const standingTone: Readonly<Record<Standing, string>> = { 'in-force': 'ok', coming: 'accent', ended: 'line' };
export const draftTone: Readonly<Record<DraftStatus, string>> = { open: 'accent', approved: 'ok', rejected: 'line' };
