import type { FaultLine } from './run-fault.ts';

const COLUMNS = ['fault', 'written', 'delivered', 'applied', 'lost', 'doubled', 'parked', 'seed'] as const;
const WIDTHS: Readonly<Record<(typeof COLUMNS)[number], number>> = { fault: 20, written: 8, delivered: 10, applied: 8, lost: 6, doubled: 8, parked: 7, seed: 11 };

/** A table that grows with the run, or a line of JSON for each fault. */
export class Report {
  #begun = false;

  constructor(private readonly json: boolean) {}

  /** On stderr, so that stdout holds the answer alone. */
  readonly say = (line: string): void => { process.stderr.write(`${line}\n`); };

  add(line: FaultLine): void {
    if (this.json) process.stdout.write(`${JSON.stringify(line)}\n`);
    else {
      if (!this.#begun) process.stdout.write(`${COLUMNS.map((name) => fitted(name, name)).join(' ')}  ok\n`);
      process.stdout.write(`${COLUMNS.map((name) => fitted(String(line[name]), name)).join(' ')}  ${line.ok ? 'yes' : 'NO'}\n`);
    }
    this.#begun = true;
  }
}

const fitted = (text: string, name: (typeof COLUMNS)[number]): string => (name === 'fault' ? text.padEnd(WIDTHS[name]) : text.padStart(WIDTHS[name]));
