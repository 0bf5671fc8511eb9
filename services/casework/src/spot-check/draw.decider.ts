import type { Day, Id, Instant, Sha256 } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { addWorkingDays, type HolidayCalendar } from '@hearth/kernel';

/** An application the county has received and that is in no draw yet. */
export interface Received { readonly application: Id; readonly receivedOn: Day; readonly always: boolean }

export interface Frame {
  readonly draw: Id;
  readonly area: string;
  readonly programme: string;
  readonly from: Day;
  readonly to: Day;
  readonly share: number;
  readonly frame: readonly Id[];
  readonly always: readonly Id[];
  readonly frameHash: Sha256;
}

export type DrawEvent =
  | { readonly type: 'FrameClosed'; readonly data: Frame & { readonly at: Instant; readonly by: string } }
  | { readonly type: 'SpotCheckDrawn'; readonly data: Frame & { readonly seed: string; readonly hashes: Readonly<Record<Id, Sha256>>; readonly drawn: readonly Id[]; readonly at: Instant; readonly by: string } };

export type DrawCommand = { readonly at: Instant; readonly by: string } & (
  | { readonly type: 'CloseFrame'; readonly frame: Frame }
  | { readonly type: 'Draw'; readonly seed: string; readonly hashes: Readonly<Record<Id, Sha256>> });

export interface DrawState { readonly frame: Frame | null; readonly drawn: readonly Id[] | null }

/**
 * The applications of the oldest window: all that came within so many working days of the first. Later ones wait for a draw of their own,
 * so a frame is never wider than the rule allows, however late the officer draws.
 */
export function oldestWindow(received: readonly Received[], workingDays: number, calendar: HolidayCalendar): readonly Received[] {
  const first = received.map((entry) => entry.receivedOn).toSorted()[0];
  if (first === undefined) return [];
  const last = addWorkingDays(calendar, first, workingDays - 1).day;
  return received.filter((entry) => entry.receivedOn <= last);
}

/** ⌈share · n⌉ without the slips of binary fractions: 0.3 of 10 is 3. */
export const sizeOf = (share: number, n: number): number => Math.ceil((Math.round(share * 10_000) * n) / 10_000);

/** Of the frame, those with the smallest hashes; equal ones by id. */
export function drawnFrom(frame: readonly Id[], hashes: Readonly<Record<Id, Sha256>>, share: number): readonly Id[] {
  const keyOf = (id: Id): string => `${hashes[id] ?? ''}${id}`;
  return frame.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, sizeOf(share, frame.length));
}

function decide(command: DrawCommand, { frame, drawn }: DrawState): readonly DrawEvent[] {
  const { at, by } = command;
  if (command.type === 'CloseFrame') {
    if (frame) throw new Rejection('frame-closed', 'The frame is closed already.');
    return [{ type: 'FrameClosed', data: { ...command.frame, at, by } }];
  }
  if (!frame) throw new Rejection('frame-open', 'The seed is fixed only after the frame is closed.');
  if (drawn) throw new Rejection('drawn', 'The draw is done; a frame is drawn from once.');
  if (frame.frame.some((id) => command.hashes[id] === undefined)) throw new Rejection('hashes', 'Every application of the frame needs its hash.', { status: 422 });
  const { seed, hashes } = command;
  return [{ type: 'SpotCheckDrawn', data: { ...frame, seed, hashes, drawn: drawnFrom(frame.frame, hashes, frame.share), at, by } }];
}

/** One draw: the frame is closed first, then the seed is fixed, so that nobody can steer it. */
export const drawDecider: Decider<DrawCommand, DrawEvent, DrawState> = {
  stream: 'spot-check-draw',
  initial: { frame: null, drawn: null },
  decide,
  evolve: (state, event) => {
    if (event.type === 'SpotCheckDrawn') return { ...state, drawn: event.data.drawn };
    const { at: _at, by: _by, ...frame } = event.data;
    return { ...state, frame };
  },
};
