import { rows } from '@hearth/event-store';
import type { AlertEvent, Finding } from '../watch/alert.ts';

/** An alert as GET shows it. */
export interface WatchAlertRow extends Finding {
  readonly id: string;
  /** Key of the sentence a screen shows; the numbers stand in it. */
  readonly text: string;
  readonly status: 'open' | 'closed';
  readonly since: string;
  readonly lastSeen: string;
  readonly reason: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly version: number;
}

export const watchAlertRows = rows<WatchAlertRow, AlertEvent>({
  name: 'watch_alert', version: 1, indexed: ['status', 'kind'],
  keys: ({ stream }) => stream.slice('watch-alert-'.length),
  on: {
    WatchAlertRaised: (_, { data, recordedAt, version }, id) => ({ id, ...data, text: `watch.${data.kind}`, status: 'open', since: recordedAt, lastSeen: recordedAt, reason: null, closedBy: null, closedAt: null, version }),
    WatchAlertRenewed: (row, { data, recordedAt, version }) => row && { ...row, ...data, lastSeen: recordedAt, version },
    WatchAlertClosed: (row, { data: { reason, by }, recordedAt, version }) => row && { ...row, status: 'closed', reason, closedBy: by, closedAt: recordedAt, version },
  },
});
