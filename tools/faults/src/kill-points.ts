/** Where a process can be killed: the very line, not the moment. */
export const KILL_POINTS = {
  'writer:mid-append': 'the append is on its way to the database, its answer is not back',
  'relay:before-publish': 'a batch is read from the log, nothing of it published',
  'relay:mid-publish': 'the first half of a batch is published',
  'relay:after-publish': 'the batch is published, the relay has not marked it',
  'relay:after-mark': 'the batch is published and marked, the next one is in hand',
  'hearer:before-batch': 'a batch has come, nothing of it is begun',
  'hearer:mid-batch': 'some handlers of a batch have written, the others have not',
  'hearer:before-commit': 'all handlers of a batch have written, nothing is committed',
  'hearer:after-commit': 'the batch is committed, its offset is not',
} as const;

export type KillPoint = keyof typeof KILL_POINTS;

export const isKillPoint = (text: string): text is KillPoint => text in KILL_POINTS;

/** Who passes the point: the process to be killed. */
export const whoPasses = (point: KillPoint): 'writer' | 'relay' | 'hearer' => point.slice(0, point.indexOf(':')) as 'writer' | 'relay' | 'hearer';
