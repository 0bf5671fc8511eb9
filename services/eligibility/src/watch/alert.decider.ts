import { type Decider, Rejection } from '@hearth/event-sourcing';
import { type AlertEvent, type AlertState, evolveAlert, type Finding, NO_ALERT, numbersText } from './alert.ts';

export type AlertCommand =
  | { readonly type: 'Notice'; readonly finding: Finding }
  | { readonly type: 'CloseAlert'; readonly reason: string; readonly by: string };

/** What was explained is not asked again until it rests on half as many households more. */
const GROWN = 1.5;

/** One alert: raised, looked at again, closed with the reason somebody found. */
export const watchAlertDecider: Decider<AlertCommand, AlertEvent, AlertState> = {
  stream: 'watch-alert', initial: NO_ALERT, evolve: evolveAlert,
  decide(command, state) {
    if (command.type === 'CloseAlert') return close(command, state);
    const { finding } = command;
    switch (state.status) {
      case 'none': return [{ type: 'WatchAlertRaised', data: finding }];
      case 'open': return state.numbers === numbersText(finding.numbers) ? [] : [{ type: 'WatchAlertRenewed', data: { households: finding.households, numbers: finding.numbers } }];
      case 'closed': return finding.households < GROWN * state.households ? [] : [{ type: 'WatchAlertRaised', data: finding }];
    }
  },
};

function close({ reason, by }: Extract<AlertCommand, { type: 'CloseAlert' }>, { status }: AlertState): AlertEvent[] {
  if (status === 'none') throw new Rejection('not-found', 'There is no such alert.', { status: 404 });
  if (status === 'closed') throw new Rejection('alert-closed', 'The alert is closed already.');
  return [{ type: 'WatchAlertClosed', data: { reason, by } }];
}
