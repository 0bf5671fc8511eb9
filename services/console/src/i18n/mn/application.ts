import type { Translation } from '../translation.ts';
import type { application as source } from '../zh/application.ts';

export const application: Translation<typeof source> = {
  action: {
    'settle-items': 'Зөрүүг шийдвэрлэх',
  },
  settle: {
    declared: 'Мэдүүлснийг авах',
    found: 'Илэрснийг авах',
  },
};
