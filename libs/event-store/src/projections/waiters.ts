interface Waiter {
  readonly position: number;
  readonly settle: (passed: boolean) => void;
}

/** Those who wait until a position has been passed. */
export class Waiters {
  readonly #waiting = new Set<Waiter>();

  wait(position: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        position,
        settle: (passed) => {
          clearTimeout(timer);
          this.#waiting.delete(waiter);
          resolve(passed);
        },
      };
      this.#waiting.add(waiter);
    });
  }

  /** `verdict`: passed, will not pass, or (undefined) still to come. */
  settle(verdict: (position: number) => boolean | undefined): void {
    for (const waiter of this.#waiting) {
      const passed = verdict(waiter.position);
      if (passed !== undefined) waiter.settle(passed);
    }
  }
}
