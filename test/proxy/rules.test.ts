import { once } from 'node:events';
import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import type { PolicySettings } from '../../proxy/index.ts';
import type { Rewriter } from '../../proxy/rewriter.ts';
import { createRules } from '../../proxy/rules.ts';
import { get, getOver, openSecure, startProxy, type TestProxy, until } from './harness.ts';

const usual: PolicySettings = { intercept: 'always', bypass: [], pages: 'always', skip: [] };

/** Puts a word in the place of every page. */
const writes = (word: string): Rewriter => ({
  begin: request => ({
    headers: request.headers,
    reason: 'page',
    respond: head => ({
      head: { ...head, headers: ['Content-Length', String(word.length)] },
      sweeps: false,
      body: { write: () => Buffer.alloc(0), end: () => Buffer.from(word), destroy() {} },
    }),
  }),
});

describe('createRules', () => {
  it('has copies without the loader swept once where pages may carry it from now on', () => {
    const rules = createRules({ policy: usual, rewriter: null }, 'hallway.internal');
    expect(rules.current.staleCopies).to.equal(null);
    const before = rules.current;
    rules.use({ policy: { ...usual, blockedHosts: ['bad.test'] }, rewriter: null });
    expect(rules.current.staleCopies).to.equal(null);
    expect(before.policy.isBlocked('bad.test')).to.equal(false);
    rules.use({ policy: { ...usual, skip: ['a.test'] }, rewriter: null });
    const { staleCopies } = rules.current;
    staleCopies!.swept('bob', 'b.test');
    rules.use({ policy: { ...usual, skip: ['a.test'] }, rewriter: writes('') });
    expect(rules.current.staleCopies).to.equal(staleCopies);
    expect(staleCopies!.mayExist('bob', 'b.test')).to.equal(false);
    rules.use({ policy: usual, rewriter: null });
    expect(rules.current.staleCopies!.mayExist('bob', 'b.test')).to.equal(true);
  });

  describe('in a proxy at work', () => {
    let origin: Origin;
    let plain: Origin;
    let test: TestProxy;
    const finish = { slow: () => {} };
    const big = 'x'.repeat(5_000);

    beforeEach(async () => {
      const handler = (request: { url?: string }, response: import('node:http').ServerResponse) => {
        if (request.url !== '/slow') return void response.end(big);
        response.write('begun ');
        finish.slow = () => response.end('and done');
      };
      origin = await startOrigin({ tls: 'h1', handler });
      plain = await startOrigin({ handler });
      test = await startProxy({
        policy: usual,
        upstream: {
          hosts: { 'site.test:443': origin.address, 'site.test:80': plain.address },
          ca: [origin.root],
        },
      });
    });
    afterEach(async () => {
      await test.stop();
      await origin.close();
      await plain.close();
    });
    const use = (policy: Partial<PolicySettings>, rewriter: Rewriter | null = null) =>
      test.proxy.use({ policy: { ...usual, ...policy }, rewriter });

    it('goes by new rules from the next page on, while what is under way keeps its own', async () => {
      const slow = get(test.port, 'http://site.test/slow');
      await until(() => plain.seen.length === 1);
      use({}, writes('new'));
      expect((await get(test.port, 'http://site.test/')).body).to.equal('new');
      use({ pages: 'never' }, writes('new'));
      expect((await get(test.port, 'http://site.test/')).body).to.equal(big);
      use({ blockedHosts: ['site.test'] });
      finish.slow();
      expect((await slow).body).to.equal('begun and done');
    });

    it('ends blind tunnels once they are quiet where connections are to be opened now', async () => {
      use({ bypass: ['site.test'] });
      const blind = await openSecure(test, 'site.test:443', { ca: origin.root });
      expect((await getOver(blind, 'site.test')).body).to.equal(big);
      use({});
      await until(() => blind.destroyed);
      const next = await openSecure(test, 'site.test:443');
      expect((await getOver(next, 'site.test')).body).to.equal(big);
      next.destroy();
    });

    it('does so for people whom nothing waits for any more, too', async () => {
      use({ intercept: 'never' });
      const blind = await openSecure(test, 'site.test:443', { ca: origin.root });
      expect((await getOver(blind, 'site.test')).body).to.equal(big);
      use({});
      test.gate.tell({ kind: 'settled', user: 'bob' });
      await until(() => blind.destroyed);
    });

    it('takes no other request from an open connection to a host that is bypassed now', async () => {
      const idle = await openSecure(test, 'site.test:443');
      expect((await getOver(idle, 'site.test')).status).to.equal(200);
      const busy = await openSecure(test, 'site.test:443');
      const slow = getOver(busy, 'site.test', '/slow');
      await until(() => origin.seen.includes('GET /slow'));
      use({ bypass: ['site.test'] });
      expect(await getOver(idle, 'site.test').catch(error => error)).to.be.instanceOf(Error);
      finish.slow();
      expect((await slow).body).to.equal('begun and done');
      const next = await openSecure(test, 'site.test:443', { ca: origin.root });
      for (const socket of [busy, next]) socket.destroy();
    });

    it('cuts tunnels and connections to a host that is blocked now, and says so in the next', async () => {
      const opened = await openSecure(test, 'site.test:443');
      use({ bypass: ['site.test'] });
      const blind = await openSecure(test, 'site.test:443', { ca: origin.root });
      const ends = [opened, blind].map(socket => once(socket.resume(), 'end'));
      use({ bypass: ['site.test'], blockedHosts: ['site.test'] });
      await Promise.all(ends);
      const seen = origin.connections.opened;
      const next = await openSecure(test, 'site.test:443');
      const page = await getOver(next, 'site.test', '/', { accept: 'text/html' });
      expect([page.status, page.headers['x-hallway-error']]).to.deep.equal([403, 'blocked_host']);
      expect(page.body).to.include('does not open this site');
      expect(origin.connections.opened).to.equal(seen);
      for (const socket of [opened, blind, next]) socket.destroy();
    });

    it('says of a host that is free again nothing of a block, also over what was opened before', async () => {
      use({ blockedHosts: ['site.test'] });
      const ahead = await openSecure(test, 'site.test:443');
      use({});
      expect(await getOver(ahead, 'site.test').catch(error => error)).to.be.instanceOf(Error);
      const next = await openSecure(test, 'site.test:443');
      expect((await getOver(next, 'site.test')).body).to.equal(big);
      next.destroy();
    });

    it('refuses connections to blocked hosts where nothing may be opened', async () => {
      use({ intercept: 'never', blockedHosts: ['site.test'] });
      const refused = await openSecure(test, 'site.test:443').catch((error: Error) => error.message);
      expect(refused).to.equal('HTTP/1.1 403');
      const inPlain = await get(test.port, 'http://site.test/', { headers: { accept: 'image/png' } });
      expect([inPlain.status, inPlain.body, inPlain.headers['x-hallway-error']]).to.deep.equal([
        ...[403, '', 'blocked_host'],
      ]);
      expect(plain.seen).to.deep.equal([]);
    });
  });
});
