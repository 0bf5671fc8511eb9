import type { Translation } from '../translation.ts';
import type { household as source } from '../zh/household.ts';

export const household: Translation<typeof source> = {
  title: 'Household records',
  find: {
    label: 'Find by name, ID number or phone',
    hint: 'Type a name, part of one, pinyin, a whole ID number or a phone. What you search for never appears in an address.',
    none: 'No household in your area matches',
    by: {
      idNumber: 'Matched by ID number',
      phone: 'Matched by phone',
      name: 'Matched by name',
    },
  },
};
