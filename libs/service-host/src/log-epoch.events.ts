import { eventStream } from '@hearth/event-sourcing';

/** A fact that the topic has and the log does not. */
export interface Unknown { readonly id: string; readonly stream: string; readonly version: number; readonly partition: number }

/** The log began a new epoch; `from` is null when an operator or a restore said so. */
export interface LogEpochRaised {
  readonly type: 'LogEpochRaised';
  readonly data: { readonly from: number | null; readonly to: number; readonly unknown: readonly Unknown[] };
}

export const logEpochs = eventStream<LogEpochRaised>('log-epoch');
