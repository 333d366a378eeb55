import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { expect } from 'chai';
import { type Explanation, explain, type Question } from '../../cli/explain.ts';
import { openExplainParts } from '../../cli/explain-parts.ts';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

const page = '<!doctype html><html><head><title>x</title><p>text';

describe('explain', () => {
  const routes: Record<string, OriginHandler> = {};
  let origin: Origin;

  before(async () => {
    origin = await startOrigin({ routes });
  });
  after(() => origin.close());

  const typed = (body: string | Buffer, headers: Record<string, string> = {}): OriginHandler => {
    return (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
  };

  async function ask(
    question: Partial<Question> & { url: string },
    variables: Record<string, string> = {},
  ): Promise<Explanation> {
    const hosts = JSON.stringify({ 'site.test': origin.address, 'other.test': origin.address });
    const settings = testSettings(tempFolder(), { HALLWAY_UPSTREAM_HOSTS: hosts, ...variables });
    const parts = await openExplainParts(settings);
    try {
      return await explain({ method: 'GET', headers: [], follow: false, ...question }, parts);
    } finally {
      await parts.client.close();
    }
  }

  it('tells how a page gets the loader, where it stands, and which headers change', async () => {
    routes['/page'] = typed(page, {
      etag: '"1"',
      'content-security-policy': "default-src 'none', img-src *",
      'x-other': 'kept',
    });
    const told = await ask({ url: 'http://site.test/page?q=1#part' });
    expect(told).to.include({
      url: 'http://site.test/page?q=1',
      status: 200,
      decision: 'page',
      reason: 'inserted',
    });
    expect(told.body).to.include({ coding: 'identity', bytesIn: page.length, end: 'whole' });
    expect(told.body!.bytesOut).to.be.above(page.length);
    expect(told.body!.place).to.deep.equal({ offset: 27, behind: '<!doctype html><html><head>' });
    expect(told.responseHeaders.map(({ name }) => name)).to.deep.equal(['etag', 'content-security-policy']);
    expect(told.responseHeaders[1]!.after).to.match(
      /frame-src https:\/\/hallway\.internal\/pane, img-src \*$/,
    );
  });

  it('asks as a browser does, with what is added or taken away', async () => {
    let seen: string[] = [];
    routes['/seen'] = (request, response) => {
      seen = request.rawHeaders;
      typed(page)(request, response);
    };
    const headers: [string, string][] = [
      ['Cookie', 'a=b'],
      ['accept-language', 'de'],
    ];
    await ask({ url: 'http://site.test/seen', headers });
    expect(seen).to.include.members(['Upgrade-Insecure-Requests', 'Cookie', 'a=b', 'de', 'gzip']);
    expect(seen).to.not.include('Accept-Language').and.not.include('Sec-Fetch-Mode');

    const taken = await ask({ url: 'http://site.test/seen', headers: [['Accept', '']] });
    expect(taken).to.include({ decision: 'not_asked', reason: 'not_navigation', body: null });
    expect(seen).to.not.include('Accept');
  });

  it('tells why a response is not touched', async () => {
    routes['/file'] = typed('{}', { 'content-type': 'application/json' });
    const told = await ask({ url: 'http://site.test/file' });
    expect(told).to.include({ decision: 'untouched', reason: 'not_html', body: null });
    expect(told.responseHeaders).to.deep.equal([]);
    expect(await ask({ url: 'http://site.test/file' }, { HALLWAY_INJECT_SKIP: 'site.test' })).to.include({
      decision: 'not_asked',
      reason: 'skipped_host',
    });
  });

  it('tells what became of compressed pages, damaged ones too', async () => {
    routes['/br'] = typed(zlib.brotliCompressSync(page), { 'content-encoding': 'br' });
    const told = await ask({ url: 'http://site.test/br', headers: [['Accept-Encoding', 'br']] });
    expect(told).to.include({ reason: 'recoded' });
    expect(told.body!.place).to.include({ offset: 27 });
    routes['/bad'] = typed('no gzip', { 'content-encoding': 'gzip' });
    expect(await ask({ url: 'http://site.test/bad' })).to.include({ reason: 'undecodable' });
  });

  it('stands before a redirect unless it is to follow', async () => {
    routes['/from'] = (_request, response) => void response.writeHead(302, { location: '/page' }).end();
    const stays = await ask({ url: 'http://site.test/from' });
    expect(stays).to.include({ status: 302, reason: 'status' });
    expect(stays.redirects).to.deep.equal([
      { url: 'http://site.test/from', status: 302, location: '/page', followed: false },
    ]);
    const follows = await ask({ url: 'http://site.test/from', follow: true });
    expect(follows).to.include({ url: 'http://site.test/page', reason: 'inserted' });
    expect(follows.redirects.map(({ followed }) => followed)).to.deep.equal([true]);
  });

  it('gives no other origin what was meant for the first', async () => {
    let seen: string | undefined = 'none yet';
    routes['/away'] = (_request, response) =>
      void response.writeHead(307, { location: 'http://other.test/seen-there' }).end();
    routes['/seen-there'] = (request, response) => {
      seen = request.headers.authorization;
      response.end();
    };
    await ask({ url: 'http://site.test/away', follow: true, headers: [['Authorization', 'Bearer x']] });
    expect(seen).to.equal(undefined);
  });

  it('ends when redirects go round', async () => {
    routes['/round'] = (_request, response) => void response.writeHead(302, { location: '/round' }).end();
    const told = await ask({ url: 'http://site.test/round', follow: true });
    expect(told.redirects).to.have.length(11);
    expect(told.redirects.at(-1)!.followed).to.equal(false);
  });

  it('tells which rules are meant for a page, what they find, and what is written', async () => {
    routes['/news'] = typed('<head><div id=news>old</div>');
    const HALLWAY_REPLACE = JSON.stringify([
      { hosts: ['site.test'], selector: '#news', do: 'replace', with: { pane: true } },
      { hosts: ['other.test'], selector: '#news', do: 'hide' },
      { hosts: ['site.test'], selector: '.none', do: 'hide' },
    ]);
    const told = await ask({ url: 'http://site.test/news' }, { HALLWAY_REPLACE });
    expect(told.reason).to.equal('replaced');
    expect(told.replacement).to.deep.include({
      outcome: 'edited',
      rules: [
        {
          rule: 1,
          selector: '#news',
          do: 'replace',
          found: 1,
          edited: 1,
          samples: ['<div id=news>old</div>'],
        },
        { rule: 3, selector: '.none', do: 'hide', found: 0, edited: 0, samples: [] },
      ],
    });
    expect(told.replacement!.written).to.have.length(1);
    expect(told.body!.place, 'no loader beside a pane in its place').to.equal(null);
    expect((await ask({ url: 'http://site.test/news' })).replacement).to.equal(null);
    const untouched = await ask({ url: 'http://site.test/file' }, { HALLWAY_REPLACE });
    expect(untouched.replacement!.rules[0]).to.include({ found: null, edited: null });
  });

  it('says which settings stand before the injector', async () => {
    const says = async (variables: Record<string, string>) =>
      (await ask({ url: 'http://site.test/page' }, variables)).notes.join();
    expect(await says({})).to.equal('');
    expect(await says({ HALLWAY_INJECT_PAGES: 'never' })).to.contain('inject.pages is "never"');
    expect(await says({ HALLWAY_INJECT_PAGES: 'invited' })).to.contain(
      'only for people whom something waits for',
    );
  });

  it('says which list keeps an https page from being opened for an invitation', async () => {
    const secure = await startOrigin({ tls: 'h1', handler: typed(page) });
    const root = join(tempFolder(), 'root.pem');
    writeFileSync(root, secure.root);
    const says = async (variables: Record<string, string>) => {
      const to = { HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'site.test': secure.address }) };
      const fixed = { ...to, HALLWAY_UPSTREAM_CA: root, HALLWAY_TLS_INTERCEPT: 'invited' };
      return (await ask({ url: 'https://site.test/' }, { ...fixed, ...variables })).notes.join();
    };
    expect(await says({})).to.contain('opened only for people whom something waits for');
    expect(await says({ HALLWAY_TLS_BYPASS: '*.test' })).to.contain('stays closed: tls.bypass');
    expect(await says({ HALLWAY_INJECT_SKIP: '*.test' })).to.contain('stays closed: inject.skip');
    await secure.close();
  });

  it('says in one sentence what is wrong with an address, or with the way there', async () => {
    const fails = (url: string) => ask({ url }).catch((error: Error) => error.message);
    expect(await fails('site.test/page')).to.contain('write http://… or https://…');
    expect(await fails('http://me:secret@site.test/'))
      .to.contain('--header')
      .and.not.contain('secret');
    expect(await fails('https://hallway.internal/')).to.contain('magic origin');
    expect(await fails('http://127.0.0.1:1/')).to.contain('(target_refused)');
    expect(await fails('https://site.test/')).to.match(/cannot be fetched: .* \((?:tls|broken)\)/);
  });
});
