import type { Translation } from '../translation.ts';
import type { apply as source } from '../zh/apply.ts';

export const apply: Translation<typeof source> = {
  person: {
    idNumber: 'ID number',
  },
};
