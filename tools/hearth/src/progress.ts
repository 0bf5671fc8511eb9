import cliProgress from 'cli-progress';

/** Tells on stderr how far something is: a bar on a terminal, elsewhere a line at every quarter. */
export interface Progress { at(done: number, of: number): void; end(): void }

/** What is counted, and how many of it make one. */
export interface Unit { readonly name: string; readonly size: number }

const MEGABYTES: Unit = { name: 'MB', size: 1024 * 1024 };
export const EVENTS: Unit = { name: 'events', size: 1 };

export function progress(what: string, unit: Unit = MEGABYTES): Progress {
  return process.stderr.isTTY ? bar(what, unit) : lines(what, unit);
}

function bar(what: string, { name, size }: Unit): Progress {
  const drawn = new cliProgress.SingleBar({ format: `${what} {bar} {percentage} % | {value} of {total} ${name} | {eta_formatted}`, stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic);
  let begun = false;
  return {
    at: (done, of) => {
      if (!begun) drawn.start(Math.ceil(of / size), 0);
      begun = true;
      drawn.setTotal(Math.ceil(of / size));
      drawn.update(Math.ceil(done / size));
    },
    end: () => { if (begun) drawn.stop(); },
  };
}

function lines(what: string, { name, size }: Unit): Progress {
  let said = 0;
  return {
    at: (done, of) => {
      const quarter = of === 0 ? 4 : Math.floor((4 * done) / of);
      if (quarter <= said) return;
      said = quarter;
      process.stderr.write(`${what}: ${Math.ceil(done / size)} of ${Math.ceil(of / size)} ${name}\n`);
    },
    end: () => undefined,
  };
}
