import type { Translation } from '../translation.ts';
import type { drafts as source } from '../zh/drafts.ts';

export const drafts: Translation<typeof source> = {
  empty: 'Өөрчлөлт бүр энэ төхөөрөмжид хадгалагдана.',
  saved: 'Ноорог {{time}} цагт төхөөрөмжид хадгалагдсан',
  restored: '{{time}} цагийн ноорогийг сэргээв.',
  discard: 'Ноорог хаях',
};
