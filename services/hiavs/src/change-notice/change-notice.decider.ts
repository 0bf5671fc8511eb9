import type { Money, Source } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';

export interface NoticedItem { readonly kind: string; readonly value: Money | null; readonly count: number | null }

/** A change a department told of by itself: a death, a new vehicle, a marriage. About a person nobody here knows it says no more than that it came. */
export interface ChangeNoticed {
  readonly notice: string; readonly department: Source; readonly kind: string; readonly on: string;
  readonly household: string | null; readonly person: string | null; readonly items: readonly NoticedItem[]; readonly at: string;
}

export type ChangeNoticeEvent = { readonly type: 'ChangeNoticed'; readonly data: ChangeNoticed; readonly effectiveOn: string };
export interface ChangeNoticeCommand { readonly type: 'TakeNotice'; readonly notice: ChangeNoticed }

/** A notice is sent until it is taken, so it comes at least once; it is taken once. */
export const changeNoticeDecider: Decider<ChangeNoticeCommand, ChangeNoticeEvent, { readonly taken: boolean }> = {
  stream: 'notice', initial: { taken: false },
  evolve: () => ({ taken: true }),
  decide: ({ notice }, { taken }) => (taken ? [] : [{ type: 'ChangeNoticed', data: notice.person === null ? { ...notice, items: [] } : notice, effectiveOn: notice.on }]),
};
