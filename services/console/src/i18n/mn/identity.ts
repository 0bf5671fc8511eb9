import type { Translation } from '../translation.ts';
import type { identity as source } from '../zh/identity.ts';

export const identity: Translation<typeof source> = {
  goingTitle: 'Нэвтрэх хуудас руу шилжиж байна',
  goingText: 'Хуудас автоматаар нээгдэхгүй бол доорх товчийг дарна уу.',
  go: 'Нэвтрэх',
  returning: 'Нэвтэрч байна',
  failed: 'Нэвтэрч чадсангүй',
  failedText: 'Нэвтрэх хуудас хариу өгсөнгүй эсвэл цуцлагдсан. Юу ч бүртгэгдээгүй.',
  again: 'Дахин нэвтрэх',
  expiredTitle: 'Нэвтрэх хугацаа дууссан',
  expiredText: 'Энэ хуудсан дээр дахин нэвтэрнэ үү, бичсэн зүйл хэвээр үлдэнэ.',
  noOfficer: 'Энэ бүртгэлд Hearth-ийн эрх алга',
};
