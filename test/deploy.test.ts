import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { metricsTable, processMetrics } from '../cli/figures/metrics-table.ts';
import { settingsTable } from '../cli/settings-table.ts';

const folder = resolve(import.meta.dirname, '../deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

interface Panel {
  title: string;
  type: string;
  targets?: { expr: string }[];
}
interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
}

/** All names that an expression may hold; a histogram has three. */
const known = new Set(
  [...metricsTable, ...processMetrics].flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
);
const labelsOf = new Map(
  [...metricsTable, ...processMetrics].map(({ name, labels }) => [name, labels as readonly string[]]),
);

function expectKnown(expression: string): void {
  const names = [...expression.matchAll(/\b(?:hallway|process|nodejs)_\w+/g)].map(([name]) => name);
  for (const name of names) expect(known.has(name), `${name} in ${expression}`).to.equal(true);
  for (const [, name, matchers] of expression.matchAll(/\b((?:hallway)_\w+)\{([^}]*)\}/g)) {
    const labels = labelsOf.get(name!.replace(/_(bucket|sum|count)$/, '')) ?? labelsOf.get(name!) ?? [];
    for (const [, label] of matchers!.matchAll(/(\w+)\s*=~?"/g))
      expect(['instance', 'job', 'le', ...labels], `${label} of ${name}`).to.include(label);
  }
}

describe('deploy/', () => {
  it('has a dashboard all of whose metrics and labels exist', () => {
    const { panels, title } = JSON.parse(read('grafana-dashboard.json')) as {
      title: string;
      panels: Panel[];
    };
    expect(title).to.equal('Hallway');
    const graphs = panels.filter(({ type }) => type !== 'row');
    expect(graphs.length).to.be.greaterThan(10);
    for (const { targets = [], title: of } of graphs) {
      expect(targets, of).to.not.be.empty;
      for (const { expr } of targets) expectKnown(expr);
    }
  });

  it('has alerts whose metrics exist, and which say what to look at', () => {
    const { groups } = parse(read('alerts.yml')) as Alerts;
    const rules = groups.flatMap(group => group.rules);
    expect(new Set(rules.map(({ alert }) => alert)).size).to.equal(rules.length);
    for (const { expr, annotations } of rules) {
      expectKnown(expr);
      expect(annotations).to.have.all.keys('summary', 'what');
    }
  });

  it('reads the portal where it listens by default', () => {
    const { scrape_configs, rule_files } = parse(read('prometheus.yml'));
    const portal = settingsTable.find(({ key }) => key === 'listen.portal')!;
    expect(scrape_configs[0].static_configs[0].targets).to.deep.equal([portal.default]);
    expect(rule_files).to.deep.equal(['alerts.yml']);
  });
});
