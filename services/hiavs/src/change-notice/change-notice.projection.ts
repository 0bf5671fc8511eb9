import { rows } from '@hearth/event-store';
import type { ChangeNoticed, ChangeNoticeEvent } from './change-notice.decider.ts';

export interface ChangeNoticeRow extends ChangeNoticed { readonly id: string }

/** Notices about people somebody here knows; the others are counted only. */
export const changeNoticeRows = rows<ChangeNoticeRow, ChangeNoticeEvent>({
  name: 'change_notice', version: 1,
  keys: (event) => event.data.notice,
  on: { ChangeNoticed: (_row, { data }) => (data.person === null ? undefined : { id: data.notice, ...data }) },
});
