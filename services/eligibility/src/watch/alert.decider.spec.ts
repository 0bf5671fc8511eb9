import { check } from '@hearth/event-sourcing';
import { describe, it } from '@jest/globals';
import type { Finding } from './alert.ts';
import { watchAlertDecider } from './alert.decider.ts';

const finding: Finding = { kind: 'drift', area: '341524', officer: 'town1', formula: 'child-money-2005-07', variable: 'vehicle', level: 'none', households: 60, numbers: { z: 5, q: 0.01 }, method: 'standardised difference' };
const raised = { type: 'WatchAlertRaised', data: finding } as const;
const closed = { type: 'WatchAlertClosed', data: { reason: 'a suburb without roads', by: 'analyst1' } } as const;
const close = { type: 'CloseAlert', reason: 'a suburb without roads', by: 'analyst1' } as const;
const notice = (more: Partial<Finding> = {}): { readonly type: 'Notice'; readonly finding: Finding } => ({ type: 'Notice', finding: { ...finding, ...more } });

describe('an alert', () => {
  it('is raised once, and renewed when its numbers change', () => {
    check(watchAlertDecider).given([]).when(notice()).then([raised]);
    check(watchAlertDecider).given([raised]).when(notice({ numbers: { q: 0.01, z: 5 } })).then([]);
    check(watchAlertDecider).given([raised]).when(notice({ households: 70, numbers: { z: 6, q: 0.001 } })).then([{ type: 'WatchAlertRenewed', data: { households: 70, numbers: { z: 6, q: 0.001 } } }]);
  });

  it('is closed with a reason, once', () => {
    check(watchAlertDecider).given([raised]).when(close).then([closed]);
    check(watchAlertDecider).given([raised, closed]).when(close).rejected('alert-closed');
    check(watchAlertDecider).given([]).when(close).rejected('not-found');
  });

  it('that was explained comes back only on far more households', () => {
    check(watchAlertDecider).given([raised, closed]).when(notice({ households: 80 })).then([]);
    check(watchAlertDecider).given([raised, closed]).when(notice({ households: 90 })).then([{ type: 'WatchAlertRaised', data: { ...finding, households: 90 } }]);
  });
});
