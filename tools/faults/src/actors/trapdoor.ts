import type { KillPoint } from '../kill-points.ts';
import type { Line } from './line.ts';
import type { Trap } from './protocol.ts';

/** Counts the passes of one point and, when it is time, kills this very process there: SIGKILL, nothing is tidied up. */
export class Trapdoor {
  readonly #trap: Trap | null;
  readonly #line: Line;
  #passes = 0;

  constructor(trap: Trap | null, line: Line) {
    this.#trap = trap;
    this.#line = line;
  }

  watches(point: KillPoint): boolean { return this.#trap?.point === point; }

  /** `inHand`: ids of the facts that were being worked on. */
  async pass(point: KillPoint, inHand: readonly string[] = []): Promise<void> {
    if (!this.watches(point)) return;
    this.#passes += 1;
    if (this.#passes !== this.#trap?.after) return;
    const goOn = this.#line.next('go on');
    await this.#line.say({ is: 'at', point, inHand });
    if (this.#trap.how === 'kill') process.kill(process.pid, 'SIGKILL');
    await goOn;
  }
}
