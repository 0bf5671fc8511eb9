import type { Translation } from '../translation.ts';
import type { work as source } from '../zh/work.ts';

export const work: Translation<typeof source> = {
  title: 'Хийх ажил',
  empty: {
    title: 'Хийх ажил алга',
    text: 'Энэ шүүлтүүрт хэрэг алга. Шинэ өргөдөл, хугацаа дөхсөн ажил энд гарч ирнэ.',
  },
  column: {
    due: 'Хугацаа',
  },
  bulk: {
    verify: 'Шалгалт хүсэх',
  },
};
