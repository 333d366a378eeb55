import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Where the figures come from: flat tables of numbers that only go up, or stand for now. */
export interface MetricSources {
  proxy(): Record<string, number>;
}

/** Makes the text that Prometheus reads, from figures that the rooms keep anyway. */
export function createMetrics(sources: MetricSources): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = new Map<string, Gauge>();
  return async () => {
    for (const [name, value] of Object.entries(sources.proxy())) gauge(`hallway_proxy_${name}`).set(value);
    return registry.metrics();
  };

  function gauge(name: string): Gauge {
    const snake = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    const known =
      gauges.get(snake) ??
      new Gauge({ name: snake, help: snake.replaceAll('_', ' '), registers: [registry] });
    gauges.set(snake, known);
    return known;
  }
}
