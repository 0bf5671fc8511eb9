import type { KillPoint } from '../kill-points.ts';
import type { Chance } from '../random.ts';
import type { Street } from '../world/street.ts';
import type { World } from '../world/world.ts';

/** What a fault works with: a street of its own, chance of its own. */
export interface Scene {
  readonly world: World;
  readonly street: Street;
  readonly chance: Chance;
  readonly events: number;
  /** Asked for on the command line, when the fault has it. */
  readonly killAt: KillPoint | null;
  /** How long a database is away. */
  readonly awaySeconds: number;
  /** Under 500 events a run is meant to be short: fewer repetitions, shorter pauses. */
  readonly short: boolean;
  readonly say: (line: string) => void;
}

/** What a fault found beside the numbers. */
export interface Finding {
  readonly problems: readonly string[];
  /** Facts that have to be parked at the end. */
  readonly parked?: number;
}

export interface Fault {
  readonly name: string;
  /** What it does and what must hold, in a line. */
  readonly what: string;
  /** Whether the table of the log adapter will do where no Kafka can be had. */
  readonly needsKafka: boolean;
  readonly killPoints?: readonly KillPoint[];
  readonly leastStreams?: number;
  /** Breaks something, mends it, and waits until all is quiet. */
  run(scene: Scene): Promise<Finding>;
}

/** Problems as far as they hold. */
export const problemsOf = (found: Readonly<Record<string, boolean>>): string[] => Object.entries(found).flatMap(([problem, is]) => (is ? [problem] : []));
