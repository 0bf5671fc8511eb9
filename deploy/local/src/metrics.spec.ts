import { expect, it } from '@jest/globals';
import { joinMetrics } from './metrics.ts';

it('brings the samples of a metric together under one description and keeps a series once', () => {
  const registry = '# HELP lag Behind\n# TYPE lag gauge\nlag{service="registry"} 1\n\n# HELP up Process\n# TYPE up gauge\nup 1\n';
  const casework = '# HELP up Process\n# TYPE up gauge\nup 1\n\n# HELP lag Behind\n# TYPE lag gauge\nlag{service="casework"} 2\n';
  expect(joinMetrics([registry, casework])).toBe('# HELP lag Behind\n# TYPE lag gauge\nlag{service="registry"} 1\nlag{service="casework"} 2\n# HELP up Process\n# TYPE up gauge\nup 1\n');
});

it('keeps the parts of a histogram with it', () => {
  const text = '# HELP t Time\n# TYPE t histogram\nt_bucket{le="1"} 1\nt_bucket{le="+Inf"} 2\nt_sum 3\nt_count 2\n';
  expect(joinMetrics([text, text])).toBe(text);
});
