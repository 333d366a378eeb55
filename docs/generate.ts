/**
 * Writes the documents that are made from tables: `npm run docs`. The house test fails when one of them differs
 * from its table.
 */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Metric, metricsTable, processMetrics } from '../cli/figures/metrics-table.ts';
import { variableName } from '../cli/settings.ts';
import { type Setting, settingsTable } from '../cli/settings-table.ts';
import { injectorReasons, replacementOutcomes } from '../injector/index.ts';
import { portalErrors } from '../portal/errors.ts';
import { apiDescription } from '../portal/index.ts';
import { proxyErrors } from '../proxy/errors.ts';
import { pagesRefusals } from '../proxy/gate.ts';
import { interceptionFaults } from '../proxy/index.ts';
import { relayErrors } from '../relay/errors.ts';
import {
  type CommandName,
  clientFrame,
  commandInputs,
  commandScopes,
  limits,
  scopes,
} from '../relay/protocol.ts';

const made = (from: string) => `<!-- Made by "npm run docs" from ${from}. -->`;

/** Every generated file: path from the repository's root, and its text. */
export function generatedDocs(): Record<string, string> {
  return {
    'config.example.yaml': exampleSettings(),
    'docs/settings.md': settingsPage(),
    'docs/errors.md': errorsPage(),
    'docs/protocol.md': protocolPage(),
    'docs/metrics.md': metricsPage(),
    'docs/openapi.json': `${JSON.stringify(apiDescription(), null, 2)}\n`,
  };
}

function typeWords(setting: Setting): string {
  const { type } = setting;
  switch (type.is) {
    case 'choice':
      return type.of.join(', ');
    case 'number':
      return `${type.min} to ${type.max} ${type.unit}`;
    case 'address':
      return 'host:port';
    case 'hosts':
      return 'table of host[:port]';
    case 'rules':
      return 'list of rules';
    case 'file':
    case 'url':
      return `${type.is} or null`;
    case 'types':
      return 'list of media types';
    case 'globs':
    case 'names':
    case 'networks':
    case 'peers':
    case 'ports':
    case 'files':
      return `list of ${type.is}`;
    default:
      return type.is;
  }
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function exampleSettings(): string {
  const lines = [
    '# Every setting with its default. All are optional; copy what you change to config.yaml.',
    '',
  ];
  let section = '';
  for (const setting of settingsTable as readonly Setting[]) {
    const [first, name] = setting.key.split('.') as [string, string?];
    if (name !== undefined && first !== section) lines.push('', `${first}:`);
    section = first;
    const indent = name === undefined ? '' : '  ';
    lines.push(
      `${indent}# ${setting.about} (${typeWords(setting)})`,
      `${indent}${name ?? first}: ${show(setting.default)}`,
    );
  }
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function settingsPage(): string {
  const rows = (settingsTable as readonly Setting[]).map(
    setting =>
      `| \`${setting.key}\` | ${typeWords(setting)} | \`${show(setting.default)}\` | ${setting.about.replaceAll('|', '\\|')} | ${setting.live ? 'live' : ''} | \`${variableName(setting.key)}\` |`,
  );
  return [
    '# Settings',
    made('cli/settings-table.ts'),
    '',
    'A YAML file, `./config.yaml` or the one named by `--config`. Every key is optional. Variables of the environment override the file; lists in them are separated by commas. `npx hallway config check FILE` says what is wrong with a file, or what would be in force.',
    '',
    'Those marked "live" can also be changed by administrators while the server runs (`PUT /api/v1/admin/house`, `npx hallway house`); what they changed goes before the file ([decision 11](decisions/011-the-house-while-it-runs.md)).',
    '',
    '| setting | values | default | what it does | live | variable |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    ...rulesSection,
  ].join('\n');
}

const rulesSection = [
  '## Rules for parts of pages',
  '',
  'A page that a rule of `replace` is meant for can carry the pane or the announcements in a place of its own, or lose a part. The rest of it stays byte for byte.',
  '',
  '```yaml',
  'replace:',
  '  - hosts: [intranet.example]        # host globs',
  '    paths: [/, /start/*]             # path globs without query; left out: all',
  '    selector: "#news"                # CSS; every element that it finds',
  '    do: replace                      # replace what it holds, append to that, or hide it',
  '    with: {portal: /announcements}   # {text: "…"}, {portal: /announcements} or {pane: true}; not with hide',
  '  - hosts: [intranet.example]',
  '    selector: "aside > .chat"',
  '    do: replace',
  '    with: {pane: true, height: 520}  # px; 480 unless said, 240 for a page of the portal',
  '  - hosts: ["*.example"]',
  '    selector: .old-banner',
  '    do: hide',
  '```',
  '',
  'A page that carries the pane in a place of its own has no floating one; of several places the first gets it. Where rules meet in one element, the earlier one counts. Pages under a rule are held back until they are whole, up to 2 MB; larger ones, and those in XHTML, UTF-16 or ISO-2022-JP, go on without the rules. `npx hallway explain URL` shows which rules are meant for a page, what their selectors find there, and what is written. Why it is done this way: [decision 6](decisions/006-selective-replacement.md).',
  '',
];

function errorsPage(): string {
  const table = (title: string, rows: Record<string, string>) => [
    `## ${title}`,
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(rows).map(([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll('|', '\\|')} |`),
    '',
  ];
  return [
    '# Codes',
    made("each room's errors.ts"),
    '',
    'Answers of the API carry these as `code`, the log too.',
    '',
    ...table('Relay', relayErrors),
    ...table(
      'Portal',
      Object.fromEntries(
        Object.entries(portalErrors).map(([code, [status, meaning]]) => [code, `${meaning} (${status})`]),
      ),
    ),
    ...table(
      'Proxy',
      Object.fromEntries(
        Object.entries(proxyErrors).map(([code, { status, text }]) => [code, `${text} (${status})`]),
      ),
    ),
    ...table('Proxy: why a page was not even looked at', pagesRefusals),
    ...table('Injector: why a response was, or was not, treated as a page', injectorReasons),
    ...table('Injector: what became of a page that rules are meant for', replacementOutcomes),
  ].join('\n');
}

function metricsPage(): string {
  const table = (metrics: readonly Omit<Metric, 'read'>[]) => [
    '| metric | type | labels | what it says |',
    '|---|---|---|---|',
    ...metrics.map(
      ({ name, type, labels, help }) =>
        `| \`${name}\` | ${type} | ${labels.map(label => `\`${label}\``).join(', ')} | ${help} |`,
    ),
    '',
  ];
  return [
    '# Metrics',
    made('cli/figures/metrics-table.ts'),
    '',
    '`GET /metrics` on the portal listener gives them as Prometheus reads them. Labels take their values from tables of codes: no host, no path, no person is among them. Hosts that stand out are in `GET /api/v1/admin/overview`, for administrators. [deploy/](../deploy/README.md) has a dashboard, an example for Prometheus and alerts.',
    '',
    ...table(metricsTable),
    '## Of the process',
    '',
    'The most telling of those that come from the library; there are more.',
    '',
    ...table(processMetrics),
    '## Why an interception came to nothing',
    '',
    '| reason | meaning |',
    '|---|---|',
    ...Object.entries(interceptionFaults).map(([reason, meaning]) => `| \`${reason}\` | ${meaning} |`),
    '',
    'Others are [codes of the proxy](errors.md#proxy): `certificate` and `tls` where no connection to the origin can be trusted, `client_certificate` where it wants to know the browser by one, so that its tunnels stay closed for an hour.',
    '',
  ].join('\n');
}

function protocolPage(): string {
  const schema = (input: z.ZodType) =>
    `\`\`\`json\n${JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), null, 2)}\n\`\`\``;
  const commands = Object.entries(commandInputs).flatMap(([name, input]) => [
    `### ${name}`,
    '',
    `Scope: \`${commandScopes[name as CommandName]}\``,
    '',
    schema(input),
    '',
  ]);
  return [
    '# The channel',
    made('relay/protocol.ts'),
    '',
    'JSON frames over a WebSocket at `/api/v1/channel?cursor=EPOCH.N`. The first frame from the server is `hello`, then come the events behind the cursor, or a `reset` with a whole snapshot. Frames from the server are the type `ServerFrame` in `relay/protocol.ts`.',
    '',
    `One frame holds at most ${limits.frameBytes} bytes.`,
    '',
    '## Frames to the server',
    '',
    schema(clientFrame),
    '',
    '## Commands of a `do` frame',
    '',
    'Each names the scope that a token bound to scopes needs for it; to open a channel or the event stream it needs `read`. A call of the HTTP API needs the scope of the command that it runs, and its description names it.',
    '',
    '| scope | lets a program |',
    '|---|---|',
    ...Object.entries(scopes).map(([name, does]) => `| \`${name}\` | ${does} |`),
    '',
    ...commands,
  ].join('\n');
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(generatedDocs()))
    writeFileSync(new URL(`../${path}`, import.meta.url), text);
}
