import { collectDefaultMetrics, Registry } from 'prom-client';
import { type FigureSources, readFigures } from './figures.ts';
import { Histogram } from './histogram.ts';
import { type Metric, metricsTable, type Sample } from './metrics-table.ts';

/** Makes the text that Prometheus reads, from figures that the rooms keep anyway. */
export function createMetrics(sources: FigureSources): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return async () => {
    const figures = readFigures(sources);
    const own = metricsTable.map(metric => formatMetric(metric, metric.read(figures)));
    return `${own.join('')}${await registry.metrics()}`;
  };
}

/** One metric in Prometheus' text format, version 0.0.4. */
export function formatMetric({ name, type, labels, help }: Omit<Metric, 'read'>, samples: Sample[]): string {
  const lines = samples.flatMap(([values, value]) => {
    const pairs = labels.map((label, place) => `${label}="${escapeValue(values[place]!)}"`);
    return value instanceof Histogram ? histogramLines(name, pairs, value) : [line(name, pairs, value)];
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function histogramLines(name: string, pairs: string[], histogram: Histogram): string[] {
  const { counts, sumSeconds } = histogram.state();
  let total = 0;
  const buckets = counts.map((count, place) => {
    total += count;
    return line(`${name}_bucket`, [...pairs, `le="${Histogram.bounds[place] ?? '+Inf'}"`], total);
  });
  return [...buckets, line(`${name}_sum`, pairs, sumSeconds), line(`${name}_count`, pairs, total)];
}

const line = (name: string, pairs: string[], value: number): string =>
  `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;

const escapeValue = (text: string): string =>
  text.replace(/[\\"\n]/g, sign => (sign === '\n' ? '\\n' : `\\${sign}`));
