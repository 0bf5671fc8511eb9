/**
 * Joins several texts in Prometheus' format into one. The format wants all samples of a metric together under one
 * HELP and TYPE, so the texts are taken apart by metric; a series that several name is kept once.
 */
export function joinMetrics(texts: readonly string[]): string {
  const families = new Map<string, { about: string[]; samples: Map<string, string> }>();
  for (const text of texts) {
    let name = '';
    for (const line of text.split('\n')) {
      const [, kind, family] = /^# (HELP|TYPE) (\S+)/.exec(line) ?? [];
      if (family) name = family;
      else if (line === '' || line.startsWith('#')) continue;
      const entry = families.get(name) ?? { about: [], samples: new Map<string, string>() };
      families.set(name, entry);
      if (kind === undefined) entry.samples.set(line.slice(0, line.lastIndexOf(' ')), line);
      else if (!entry.about.some((known) => known.startsWith(`# ${kind} `))) entry.about.push(line);
    }
  }
  return [...families.values()].map(({ about, samples }) => `${[...about, ...samples.values()].join('\n')}\n`).join('');
}
