import type { Source } from '@hearth/contracts';
import { CircuitState, circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhen, type IPolicy, timeout, TimeoutStrategy, wrap } from 'cockatiel';
import { Inject, Injectable } from '@nestjs/common';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import type { Line } from '../inquiries/open-inquiries.ts';
import { CONNECTOR, type DepartmentAnswer, type DepartmentConnector, DepartmentFault, type DepartmentInquiry } from './connector.ts';

export const SOURCES: readonly Source[] = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

/** Failures in a row after which a department is left alone for a while. */
const BREAKS_AFTER = 5;
/** Looked at again after this long at the latest, ms. */
const BUSY_MS = 1000;

export type LineState = 'closed' | 'open' | 'probing' | 'not-configured';

/** What became of one try. `breaker`: the department was not asked at all. */
export type Try = { readonly answer: DepartmentAnswer } | { readonly fault: string };

/** The line to one department: time-out, circuit breaker, and how many inquiries it carries at once. One slow department never holds up another. */
class DepartmentLine {
  private busy = 0;
  private probeAt = 0;
  private readonly breaker;
  private readonly policy: IPolicy;
  private lastFault: { readonly code: string; readonly at: Date } | null = null;
  private stateSince = new Date();

  constructor(readonly source: Source, private readonly config: HiavsConfig, private readonly connector: DepartmentConnector | null, onReturn: (source: Source) => void) {
    // The breaker lets a probe through at any time; when one is sent is for this line to say, so that an officer may hasten it.
    const wait = new DelegateBackoff<{ attempt: number }>(({ attempt }) => {
      this.probeAt = Date.now() + Math.min(config.firstWaitMs * 2 ** Math.min(attempt - 1, 20), config.longestWaitMs);
      return 0;
    });
    this.breaker = circuitBreaker(handleWhen((error) => error instanceof DepartmentFault && error.unavailable), { halfOpenAfter: wait, breaker: new ConsecutiveBreaker(BREAKS_AFTER) });
    this.breaker.onStateChange(() => { this.stateSince = new Date(); });
    this.breaker.onReset(() => { onReturn(source); });
    this.policy = wrap(this.breaker, timeout(config.timeoutMs, TimeoutStrategy.Cooperative));
  }

  get state(): LineState {
    if (!this.connector) return 'not-configured';
    return this.breaker.state === CircuitState.Closed ? 'closed' : this.breaker.state === CircuitState.HalfOpen ? 'probing' : 'open';
  }

  /** An open line carries one inquiry, as a probe, once its break is over. When it is full or probing, the end of what it carries wakes whoever waits. */
  now(): Line {
    const { source, state, busy, config: { atOnce } } = this;
    if (state === 'closed') return { source, free: Math.max(0, atOnce - busy), blocked: false, waitMs: busy < atOnce ? 0 : BUSY_MS };
    if (state !== 'open') return { source, free: 0, blocked: true, waitMs: state === 'probing' ? BUSY_MS : null };
    const waitMs = Math.max(0, this.probeAt - Date.now());
    return { source, free: waitMs === 0 && busy === 0 ? 1 : 0, blocked: true, waitMs: busy === 0 ? waitMs : BUSY_MS };
  }

  /** The next probe goes out at once. */
  hasten(): void { this.probeAt = 0; }

  /** @throws what aborted it when `closing` did */
  async ask(inquiry: DepartmentInquiry, closing: AbortSignal): Promise<Try> {
    const { connector } = this;
    if (!connector) return { fault: 'not-configured' };
    try {
      return { answer: await this.policy.execute(({ signal }) => connector.ask(this.source, inquiry, signal), closing) };
    } catch (error) {
      closing.throwIfAborted();
      const fault = error instanceof DepartmentFault ? error.code : 'line-open';
      this.lastFault = { code: fault, at: new Date() };
      return { fault };
    }
  }

  async carrying<T>(work: () => Promise<T>): Promise<T> {
    this.busy += 1;
    try { return await work(); } finally { this.busy -= 1; }
  }

  describe(): { source: Source; state: LineState; since: string; nextTryInMs: number | null; lastFault: { code: string; at: string } | null } {
    return { source: this.source, state: this.state, since: this.stateSince.toISOString(), nextTryInMs: this.state === 'open' ? this.now().waitMs : null, lastFault: this.lastFault && { code: this.lastFault.code, at: this.lastFault.at.toISOString() } };
  }
}

@Injectable()
export class DepartmentLines {
  private readonly lines: ReadonlyMap<Source, DepartmentLine>;
  private onReturn: (source: Source) => void = () => undefined;

  constructor(@Inject(HIAVS_CONFIG) config: HiavsConfig, @Inject(CONNECTOR) connector: DepartmentConnector | null) {
    this.lines = new Map(SOURCES.map((source) => [source, new DepartmentLine(source, config, connector, (back) => { this.onReturn(back); })]));
  }

  /** Told when a department that was left alone answers again. */
  whenBack(listener: (source: Source) => void): void { this.onReturn = listener; }

  of(source: Source): DepartmentLine {
    const line = this.lines.get(source);
    if (!line) throw new RangeError('no such department');
    return line;
  }

  hasten(): void { for (const line of this.lines.values()) line.hasten(); }

  now(): readonly Line[] { return [...this.lines.values()].map((line) => line.now()); }

  describe(): ReturnType<DepartmentLine['describe']>[] { return [...this.lines.values()].map((line) => line.describe()); }
}
