import type { FormulaStatus } from '../../api/formulas.ts';

export const formulaTone: Readonly<Record<FormulaStatus, string>> = { draft: '', reviewed: 'info', pilot: 'wait', 'in-force': 'ok', retired: 'line', rejected: 'line' };
