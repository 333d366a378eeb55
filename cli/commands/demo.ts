import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Relay } from '../../relay/index.ts';
import { authorityFile } from '../authority-file.ts';
import { addressLines } from '../banner.ts';
import { browserCommand } from '../browser-command.ts';
import { tuneCollector } from '../collector.ts';
import { type Command, takeWords } from '../command.ts';
import { startDemoSite } from '../demo-site.ts';
import { makeFirstAdmin } from '../first-admin.ts';
import { createLog } from '../log.ts';
import { makePassword } from '../password.ts';
import { runUntilSignal } from '../run-server.ts';
import type { Server } from '../server.ts';
import { formatAddress } from '../setting-types.ts';

const host = 'intranet.demo';
const people = [
  { name: 'alice', display: 'Alice Moreno' },
  { name: 'bob', display: 'Bob Okafor' },
];

/** `hallway demo`: everything on this machine, to try it in two minutes. */
export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  about: 'Starts with two people, a small intranet, and two browser command lines to paste.',
  options: {},
  async run(call) {
    takeWords(call);
    tuneCollector();
    const own = call.settings();
    // A folder of its own beside the real one: the demo's people must not appear among an organisation's.
    const settings = { ...own, data: join(own.data, 'demo') };
    // The demo is watched by people: only what needs them is worth a line.
    const log = createLog(own.log.level === 'info' ? 'warn' : own.log.level);
    // The whole house; short commands need not wait for it.
    const [{ startServer }, { makeDemoCertificate }] = await Promise.all([
      import('../server.ts'),
      import('../demo-certificate.ts'),
    ]);
    const certificate = await makeDemoCertificate(host);
    const site = await startDemoSite(certificate);
    try {
      const server = await startServer(settings, log, {
        upstreamHosts: { [`${host}:80`]: site.http, [`${host}:443`]: site.https },
        upstreamCa: [certificate.cert],
      });
      const passwords = await makePeople(server.relay);
      call.out(
        [...addressLines(server, authorityFile(settings)), ...demoLines(server, passwords)].join('\n'),
      );
      await runUntilSignal(server, settings.ready, log);
    } finally {
      await site.close();
    }
  },
};

/** Each start sets new passwords, so that they can be shown again. */
async function makePeople(relay: Relay): Promise<Map<string, string>> {
  await makeFirstAdmin(relay);
  const known = new Set((await relay.accounts.list()).map(({ name }) => name));
  const passwords = new Map<string, string>();
  for (const { name, display } of people) {
    const password = makePassword().slice(0, 9);
    passwords.set(name, password);
    if (known.has(name)) await relay.accounts.setPassword(name, password);
    else await relay.accounts.create({ name, display, password });
  }
  return passwords;
}

function demoLines(server: Server, passwords: Map<string, string>): string[] {
  const proxy = formatAddress(server.proxy);
  const caKey = new X509Certificate(server.caPem).publicKey.export({ type: 'spki', format: 'der' });
  const caKeyDigest = createHash('sha256').update(caKey).digest('base64');
  const lines = [...passwords].flatMap(([name, password]) => [
    `  ${name}, password ${password}:`,
    `    ${browserCommand({ profile: name, proxy, caKeyDigest, url: `http://${host}/` })}`,
    '',
  ]);
  return [
    'Two people, each with a browser of their own. Paste each line into another terminal; the browser asks for name and password:',
    '',
    ...lines,
    'Then:',
    '  1. As alice, press the round button in the corner of the page, then "Invite somebody", and invite bob.',
    '  2. As bob, see the invitation appear in the page that is open, and answer it.',
    `  3. Go on to other pages, as either: http://${host}/rota, or https://${host}/. The conversation comes along.`,
    '  4. "People" in the window shows who is there; one press on a row\'s first sign begins a conversation.',
    `  5. Whoever has no account reaches alice at her page, in any other browser: http://${formatAddress(server.portal)}/u/alice`,
    '',
    'Each start makes new passwords; close the browsers of an earlier demo first. Stop with Ctrl-C.',
  ];
}
