import type { Batch } from '../bus/bus.ts';
import type { PartitionStatus } from './status.ts';

const nameOf = ({ topic, partition }: Pick<Batch, 'topic' | 'partition'>): string => `${topic}/${partition}`;

/**
 * How old the oldest fact is that has not been taken in. Of a batch in hand, or one that fails again and again, its first fact tells; of what
 * has not been read nothing is known but since when it is seen to be there.
 */
export class Lags {
  private readonly inHand = new Map<string, number>();
  private readonly behindSince = new Map<string, number>();

  take(batch: Batch): void {
    const recorded = Date.parse(batch.records[0]?.headers['ce_time'] ?? '');
    if (!Number.isNaN(recorded)) this.inHand.set(nameOf(batch), recorded);
  }

  done(batch: Batch): void { this.inHand.delete(nameOf(batch)); }

  ageSeconds(partitions: readonly PartitionStatus[], now: Date): number {
    let oldest = now.getTime();
    for (const partition of partitions) {
      const name = nameOf(partition);
      if (partition.lag === 0) { this.behindSince.delete(name); continue; }
      const since = this.behindSince.get(name) ?? now.getTime();
      this.behindSince.set(name, since);
      oldest = Math.min(oldest, this.inHand.get(name) ?? since);
    }
    return (now.getTime() - oldest) / 1000;
  }
}
