const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/** How long to rest after the nth failure in a row, n from 1. */
export const restMs = (failures: number): number => Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);

/** A rest that an end or a wake cuts short. */
export class Rest {
  private wakeUp: (() => void) | null = null;

  async for(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => { clearTimeout(timer); resolve(); };
    });
    this.wakeUp = null;
  }

  end(): void { this.wakeUp?.(); }
}
