import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { expect } from 'chai';
import { findFirefox } from '../../fixtures/browser.ts';
import { corpusName, corpusPolicySets, type HeaderSet } from '../../fixtures/corpus.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openChromiumTabs } from './chromium-tabs.ts';
import { compareSides, describeDifference, inParallel, isIdentical, type Verdict } from './comparison.ts';
import { openFirefoxTabs } from './firefox-tabs.ts';
import { type Answers, answersOf, isProbed, probeMarkup, probePolicy } from './policy-probe.ts';
import { stubAnswer } from './stub-answer.ts';
import { TabPool } from './tab-pool.ts';
import { type Tabs, until } from './tabs.ts';
import { openTwins, type Side, type Twins } from './twins.ts';

const isStrict = process.env.TEST_STRICT !== undefined;
const engines = [
  { name: 'Chromium', isThere: true, openTabs: openChromiumTabs, each: 1 },
  { name: 'Firefox, each fifth', isThere: findFirefox() !== null, openTabs: openFirefoxTabs, each: 5 },
];

const sets = corpusPolicySets().map((set, index) => ({ ...set, host: `p${index}.policies.example` }));
const isUntouched = ({ headers }: HeaderSet): boolean =>
  headers.some(([name, value]) => sandboxes(name, value));

/** The name of a blob, which a sample may hold the beginning of. */
const blobName = /(blob:https:\/\/[^/"]+\/)[\da-f-]+/g;

/** All that a page under a policy, its browser and its site got to know. */
interface Look extends Answers {
  reports: string[];
  issues: string[];
}

/** Reports that a site received, by the address of the page that they are about. */
type Reports = Map<string, string[]>;

for (const { name, isThere, openTabs, each } of engines) {
  const note = isThere ? trustNote : ` (pending: it is not installed)`;
  const suite = isThere || isStrict ? describe : describe.skip;
  suite(`policies of ${corpusName} in ${name}, with Hallway and without${note}`, function () {
    this.timeout(300_000);
    const reports: Record<Side, Reports> = { without: new Map(), with: new Map() };
    const visible = sets.filter(set => !isUntouched(set)).filter((_, index) => index % each === 0);
    let twins: Twins;
    let tabs: Tabs;
    let pool: TabPool;
    let verdicts: Promise<Verdict>[];
    let visits = 0;

    async function lookAt(set: (typeof sets)[number], side: Side): Promise<Look> {
      const url = `https://${set.host}/visit-${visits++}`;
      return pool.lend(side, set.host, async tab => {
        await tab.goes(url);
        await until(`the probe at ${url}`, 20_000, () => tab.runs(isProbed, 300));
        if (side === 'with') await until(`the window stands in ${url}`, 30_000, tab.hasWindow);
        const answers = await tab.runs(answersOf, null);
        if (reportsTo(set)) await reportsAreIn(reports[side], url, answers.violations.length);
        const look = {
          ...answers,
          reports: (reports[side].get(url) ?? []).toSorted(),
          issues: tab.issues.filter(issue => issue.startsWith('ContentSecurityPolicy')).toSorted(),
        };
        // A new name each time: of the visit, of blobs.
        const text = JSON.stringify(look).replaceAll(url, `https://${set.host}/`).replace(blobName, '$1');
        return JSON.parse(text) as Look;
      });
    }

    before(async () => {
      if (isStrict) expect(note).to.equal('');
      twins = await openTwins(side => servePolicies(reports[side]));
      tabs = await openTabs(twins);
      pool = new TabPool(tabs, [probePolicy]);
      verdicts = inParallel(visible, 3, set => compareSides(side => lookAt(set, side)));
    });
    after(async () => {
      await Promise.allSettled(verdicts ?? []);
      await tabs?.close();
      await twins?.close();
    });

    for (const [index, set] of visible.entries()) {
      it(`${set.id} shows the window and gives the same answers`, async () => {
        const { differing } = await verdicts[index]!;
        const report = differing.map(one => `${one.field}: ${describeDifference(one.without, one.with)}`);
        expect(report).to.deep.equal([]);
      });
    }

    it('no report names us as blocked', async () => {
      await Promise.allSettled(verdicts);
      const received = [...reports.with.values()].flat();
      expect(received.filter(report => /hallway/i.test(report))).to.deep.equal([]);
      expect(received.length).to.be.above(0);
    });

    it('hardly any answer differs by itself', async () => {
      const settled = await Promise.all(verdicts);
      const unsteady = settled.flatMap((verdict, index) =>
        verdict.unsteady.length > 0 ? [`${visible[index]!.id} (${verdict.unsteady.join(', ')})`] : [],
      );
      const identical = settled.filter(isIdentical).length;
      const count = [...reports.with.values()].flat().length;
      console.log(
        `      ${name}: ${visible.length} policy sets compared, ${identical} identical in all, ${count} reports with Hallway, different from themselves: ${unsteady.join('; ') || 'none'}`,
      );
      expect(unsteady.length).to.be.at.most(4);
    });
  });
}

describe(`policies of ${corpusName} that sandbox a page`, () => {
  let twins: Twins;
  before(async () => {
    twins = await openTwins(() => servePolicies(new Map()));
  });
  after(() => twins.close());

  for (const set of sets.filter(isUntouched)) {
    it(`${set.id} goes through byte for byte`, async () => {
      const url = `http://${set.host}/`;
      expect(await raw(twins, 'with', url)).to.deep.equal(await raw(twins, 'without', url));
    });
  }

  it('others do not', async () => {
    const url = `http://${sets.find(set => !isUntouched(set))!.host}/`;
    expect(await raw(twins, 'with', url)).not.to.deep.equal(await raw(twins, 'without', url));
  });
});

/** Without scripts, or without an origin of its own, neither loader nor window could work. */
function sandboxes(name: string, value: string): boolean {
  if (name.toLowerCase() !== 'content-security-policy') return false;
  const list = value.split(/[;,]/).find(directive => /^\s*sandbox\b/i.test(directive));
  return list !== undefined && !(/allow-scripts/.test(list) && /allow-same-origin/.test(list));
}

/** What a proxy gives for an address, head and body, as a browser's navigation would get it. */
function raw({ proxies, user, password }: Twins, side: Side, url: string): Promise<unknown> {
  const [host, port] = proxies[side].split(':');
  const headers = {
    accept: 'text/html',
    'upgrade-insecure-requests': '1',
    'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    host: new URL(url).host,
  };
  return new Promise((resolve, reject) => {
    const request = http.get({ host, port, path: url, headers, agent: false }, async response => {
      const body = await response.toArray();
      const rest = response.rawHeaders.map((text, index, all) => (all[index - 1] === 'Date' ? '' : text));
      resolve({ status: response.statusCode, headers: rest, body: Buffer.concat(body).toString('latin1') });
    });
    request.on('error', reject);
  });
}

function servePolicies(reports: Reports) {
  const byHost = new Map(sets.map(set => [set.host, { set, words: wordsOf(set) }]));
  return (request: IncomingMessage, response: ServerResponse): void => {
    const site = byHost.get(request.headers.host ?? '');
    const path = request.url ?? '/';
    if (request.method === 'POST') takeReports(request, response, reports);
    else if (path.startsWith('/file.')) serveFile(path, request, response);
    else if (site) {
      const headers = [
        ...site.set.headers.filter(([name]) => !name.startsWith('<')),
        ...endpointsOf(site.set),
      ];
      const metas = site.set.headers.filter(([name]) => name.startsWith('<')).map(([, value]) => value);
      response.writeHead(200, ['Content-Type', 'text/html; charset=utf-8', ...headers.flat()]);
      response.end(probeMarkup(site.words, metas));
    } else stubAnswer(request, response);
  };
}

/** The words that a policy itself would let through. */
function wordsOf({ headers }: HeaderSet) {
  const policies = headers.map(([, value]) => value).join('; ');
  const scripts = /(?:^|[;,]\s*)(?:script-src|default-src)\s([^;,]*)/i.exec(policies)?.[1] ?? '';
  const host = /(?:^|\s)(?:https:\/\/)?((?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)+)(?:\s|$)/i.exec(scripts)?.[1];
  return {
    nonce: /'nonce-([^']+)'/.exec(policies)?.[1] ?? 'unknown',
    host: host?.replace('*', 'www') ?? 'unknown.example',
  };
}

/** Where the names that `report-to` gives lead to. */
function endpointsOf({ headers, host }: HeaderSet & { host: string }): [string, string][] {
  const names = headers.flatMap(([, value]) =>
    [...value.matchAll(/report-to\s+([\w-]+)/g)].map(found => found[1]!),
  );
  if (names.length === 0) return [];
  const endpoints = [...new Set(names)].map(name => `${name}="https://${host}/reports"`);
  return [['Reporting-Endpoints', endpoints.join(', ')]];
}

const files: Record<string, { type: string; body: (name: string) => string | Buffer }> = {
  js: {
    type: 'text/javascript',
    body: name => `(typeof ran === 'function' ? ran : postMessage)(${JSON.stringify(name)})`,
  },
  css: {
    type: 'text/css',
    body: name => `#${name} { color: rgb(9, 9, 9) }`,
  },
  html: { type: 'text/html', body: () => '<!doctype html><title>Framed</title>' },
  gif: {
    type: 'image/gif',
    body: () => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  },
  json: { type: 'application/json', body: () => '{}' },
};

function serveFile(path: string, request: IncomingMessage, response: ServerResponse): void {
  const [, kind = '', name = ''] = /^\/file\.(\w+)(?:\?(.*))?$/.exec(path) ?? [];
  const file = files[kind];
  const open = { 'access-control-allow-origin': String(request.headers.origin ?? '*') };
  if (file)
    response.writeHead(200, { ...open, 'content-type': file.type }).end(file.body(decodeURIComponent(name)));
  else response.writeHead(404, open).end();
}

/** Both forms of reports: one of its own for each (CSP 2), and several together (Reporting API). */
async function takeReports(
  request: IncomingMessage,
  response: ServerResponse,
  reports: Reports,
): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString();
  response.writeHead(204).end();
  if (!/report/.test(request.headers['content-type'] ?? '')) return;
  type Report = Record<string, unknown>;
  const parsed = JSON.parse(body) as { 'csp-report': Report } | { type: string; body: Report }[];
  const list = Array.isArray(parsed)
    ? parsed.filter(({ type }) => type === 'csp-violation').map(report => report.body)
    : [parsed['csp-report']];
  for (const report of list) {
    const pick = (old: string, now: string) => report[old] ?? report[now] ?? '';
    const about = String(pick('document-uri', 'documentURL'));
    const text = [
      pick('disposition', 'disposition'),
      pick('effective-directive', 'effectiveDirective'),
      pick('blocked-uri', 'blockedURL'),
      pick('line-number', 'lineNumber'),
      pick('script-sample', 'sample'),
    ].join(' ');
    reports.set(about, [...(reports.get(about) ?? []), text]);
  }
}

/** Whether somebody is to hear of violations. */
const reportsTo = ({ headers }: HeaderSet): boolean =>
  headers.some(([, value]) => /\breport-(?:uri|to)\b/.test(value));

/**
 * Reports come when the browser likes: waits until none has come for a while, which is shorter once there are as many
 * as violations that the page was told of.
 */
async function reportsAreIn(reports: Reports, url: string, violations: number): Promise<void> {
  let count = -1;
  let since = 0;
  await until(`the reports about ${url}`, 10_000, () => {
    const now = reports.get(url)?.length ?? 0;
    if (now !== count) since = Date.now();
    count = now;
    return Date.now() - since > (now >= violations ? 300 : 1_000);
  });
}
