import cliProgress from 'cli-progress';

/** Tells on stderr how far something in megabytes is: a bar on a terminal, elsewhere a line at every quarter. */
export interface Progress { at(bytes: number, of: number): void; end(): void }

const MB = 1024 * 1024;

export function progress(what: string): Progress {
  return process.stderr.isTTY ? bar(what) : lines(what);
}

function bar(what: string): Progress {
  const drawn = new cliProgress.SingleBar({ format: `${what} {bar} {percentage} % | {value} of {total} MB | {eta_formatted}`, stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic);
  let begun = false;
  return {
    at: (bytes, of) => {
      if (!begun) drawn.start(Math.ceil(of / MB), 0);
      begun = true;
      drawn.setTotal(Math.ceil(of / MB));
      drawn.update(Math.ceil(bytes / MB));
    },
    end: () => { if (begun) drawn.stop(); },
  };
}

function lines(what: string): Progress {
  let said = 0;
  return {
    at: (bytes, of) => {
      const quarter = of === 0 ? 4 : Math.floor((4 * bytes) / of);
      if (quarter <= said) return;
      said = quarter;
      process.stderr.write(`${what}: ${Math.ceil(bytes / MB)} of ${Math.ceil(of / MB)} MB\n`);
    },
    end: () => undefined,
  };
}
