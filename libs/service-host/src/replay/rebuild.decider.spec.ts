import { describe, it } from '@jest/globals';
import { check } from '@hearth/event-sourcing';
import { rebuildDecider, type RebuildEvent } from './rebuild.decider.ts';

const AT = '2026-11-22T02:00:00.000Z';
const of = { rebuild: 'r1', projection: 'household' };
const started: RebuildEvent = { type: 'RebuildStarted', data: { ...of, version: 2, by: 'ops1', at: AT } };
const finished: RebuildEvent = { type: 'RebuildFinished', data: { ...of, position: 7, at: AT } };
const error = { code: 'TypeError', message: 'no such field' };
const rebuilds = check(rebuildDecider);

describe('the rebuilds of a projection', () => {
  it('start, and end once', () => {
    rebuilds.given([]).when({ type: 'StartRebuild', ...of, version: 2, by: 'ops1', at: AT }).then([started]);
    rebuilds.given([started]).when({ type: 'FinishRebuild', projection: 'household', position: 7, at: AT }).then([finished]);
    rebuilds.given([started]).when({ type: 'CancelRebuild', projection: 'household', by: 'ops2', at: AT }).then([{ type: 'RebuildCancelled', data: { ...of, by: 'ops2', at: AT } }]);
    rebuilds.given([started]).when({ type: 'GiveUpRebuild', projection: 'household', error, at: AT }).then([{ type: 'RebuildGivenUp', data: { ...of, error, at: AT } }]);
  });

  it('end only when one is running', () => {
    for (const history of [[], [started, finished], [started, { type: 'RebuildGivenUp', data: { ...of, error, at: AT } }] satisfies RebuildEvent[]]) {
      rebuilds.given(history).when({ type: 'CancelRebuild', projection: 'household', by: 'ops2', at: AT }).rejected('no-rebuild');
    }
  });

  it('may follow each other', () => {
    rebuilds.given([started, finished]).when({ type: 'StartRebuild', rebuild: 'r2', projection: 'household', version: 2, by: 'ops1', at: AT }).then([{ type: 'RebuildStarted', data: { rebuild: 'r2', projection: 'household', version: 2, by: 'ops1', at: AT } }]);
  });
});
