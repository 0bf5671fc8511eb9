import { type Decider, type RecordedEvent, Rejection } from '@hearth/event-sourcing';
import { rows } from '@hearth/event-store';
import type { Publication } from '@hearth/messaging';

/** A small service for the suites of this lib: a board of notices, each in one area. */

export interface NoticeData { readonly notice: string; readonly title: string; readonly kind: string; readonly area: string; readonly cost: { readonly minor: number; readonly currency: string } | null }
export type NoticeEvent =
  | { readonly type: 'NoticePosted'; readonly data: NoticeData }
  | { readonly type: 'TitleChanged'; readonly data: { readonly notice: string; readonly title: string } }
  | { readonly type: 'DeathNoted'; readonly data: { readonly notice: string; readonly person: string; readonly on: string } };
export type NoticeCommand =
  | { readonly type: 'Post'; readonly data: NoticeData }
  | { readonly type: 'ChangeTitle'; readonly notice: string; readonly title: string }
  | { readonly type: 'NoteDeath'; readonly notice: string; readonly person: string; readonly on: string };

export const noticeDecider: Decider<NoticeCommand, NoticeEvent, { readonly posted: NoticeData | null }> = {
  stream: 'notice', initial: { posted: null },
  evolve: (state, event) => (event.type === 'NoticePosted' ? { posted: event.data } : state),
  decide(command, { posted }) {
    if (command.type === 'NoteDeath') return [{ type: 'DeathNoted', data: { notice: command.notice, person: command.person, on: command.on } }];
    if (command.type === 'ChangeTitle') {
      if (!posted) throw new Rejection('not-found', 'There is no such notice.', { status: 404 });
      return [{ type: 'TitleChanged', data: { notice: command.notice, title: command.title } }];
    }
    if (posted) throw new Rejection('already-posted', 'This notice is posted already.');
    return [{ type: 'NoticePosted', data: command.data }];
  },
};

export interface NoticeRow extends NoticeData { readonly id: string; readonly version: number }

export const noticeRows = rows<NoticeRow, NoticeEvent>({
  name: 'notice', version: 1,
  keys: (event) => event.data.notice,
  on: {
    NoticePosted: (_, { data, version }) => ({ ...data, id: data.notice, version }),
    TitleChanged: (row, { data, version }) => row && { ...row, title: data.title, version },
  },
});

/** A death noted on the board is said as the registry's contract has it; one without a day could not be. */
export const publications: readonly Publication[] = [{
  on: 'DeathNoted',
  publish: ({ data }: RecordedEvent) => ({ type: 'hearth.registry.PersonDied', version: 1, data: { household: null, person: (data as { person: string }).person, on: (data as { on: string }).on } }),
}];
