import { expect } from 'chai';
import { createLinkPreviews } from '../../cli/link-previews.ts';
import type { Settings } from '../../cli/settings-table.ts';
import { upstreamOptions } from '../../cli/upstream-options.ts';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { createOriginClient, type OriginClient } from '../../proxy/index.ts';
import type { Preview } from '../../relay/index.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

const html = '<!doctype html><title>A page</title><meta property="og:site_name" content="Site">';

describe('createLinkPreviews', () => {
  const routes: Record<string, OriginHandler> = {};
  const seenHeaders: string[][] = [];
  let origin: Origin;
  let secure: Origin;
  let client: OriginClient;
  let preview: Preview;
  let now: number;
  let settings: Settings;

  const page =
    (body: string | Buffer, headers: Record<string, string> = {}, status = 200): OriginHandler =>
    (request, response) => {
      seenHeaders.push(request.rawHeaders);
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
    };
  const redirect = (location: string) => page('', { location }, 302);
  const title = async (url: string) => (await preview(url))?.title ?? null;
  const asked = (path: string) => origin.seen.filter(one => one === `GET ${path}`).length;

  before(async () => {
    origin = await startOrigin({ routes });
    secure = await startOrigin({ tls: 'h1', handler: page('<title>Safe</title>') });
  });
  after(() => Promise.all([origin.close(), secure.close()]));
  beforeEach(() => {
    now = 0;
    origin.seen.length = 0;
    seenHeaders.length = 0;
    for (const path of Object.keys(routes)) delete routes[path];
    routes['/'] = page(html);
    const hosts = {
      ...{ 'site.test': origin.address, 'other.test': origin.address, 'bank.test': origin.address },
      ...{ 'hallway.internal': origin.address, 'x.hallway.internal': origin.address },
      ...{ 'desk.test': origin.address, 'safe.test': secure.address },
    };
    settings = testSettings(tempFolder(), {
      HALLWAY_UPSTREAM_HOSTS: JSON.stringify(hosts),
      HALLWAY_TLS_BYPASS: '["bank.test"]',
      HALLWAY_PORTAL_NAMES: '["desk.test"]',
    });
    const upstream = { ...upstreamOptions(settings), ca: [secure.root] };
    client = createOriginClient({ upstream, listeners: [9], timeoutMs: 5_000 });
    preview = createLinkPreviews({ client, settings, now: () => now });
  });
  afterEach(() => client.close());

  it('reads title, description and site, over TLS too', async () => {
    expect(await preview('http://site.test/#part')).to.deep.equal({
      title: 'A page',
      description: '',
      site: 'Site',
    });
    expect(await title('https://safe.test/')).to.equal('Safe');
  });

  it('asks without cookie, credentials or referrer, even where it was given a cookie on the way', async () => {
    routes['/to'] = page('', { location: '/', 'set-cookie': 'a=b' }, 301);
    expect(await title('http://site.test/to')).to.equal('A page');
    const names = seenHeaders.map(headers =>
      headers.filter((name, index) => index % 2 === 0 && !/^connection$/i.test(name)),
    );
    const usual = ['host', 'user-agent', 'accept', 'accept-encoding'];
    expect(names.map(one => one.map(name => name.toLowerCase()))).to.deep.equal([usual, usual]);
  });

  it('refuses what the proxy refuses people, at first and behind a redirect', async () => {
    const local = `http://127.0.0.1:${origin.port}/`;
    routes['/inside'] = redirect(local);
    routes['/named'] = redirect(`http://localhost:${origin.port}/`);
    routes['/metadata'] = redirect('http://169.254.169.254/latest/');
    for (const url of [
      local,
      `http://localhost:${origin.port}/`,
      `http://[::1]:${origin.port}/`,
      'http://2130706433/',
    ])
      expect(await title(url), url).to.equal(null);
    expect(origin.seen).to.deep.equal([]);
    for (const path of ['/inside', '/named', '/metadata'])
      expect(await title(`http://site.test${path}`), path).to.equal(null);
    expect(origin.seen).to.deep.equal(['GET /inside', 'GET /named', 'GET /metadata']);
    expect(await title('https://safe.test:22/')).to.equal(null);
  });

  it('follows three redirects and no fourth, and never to another scheme or with credentials', async () => {
    for (const step of [1, 2, 3, 4]) routes[`/${step}`] = redirect(step === 1 ? '/' : `/${step - 1}`);
    expect(await title('http://site.test/3')).to.equal('A page');
    expect(await title('http://other.test/4')).to.equal(null);
    expect(asked('/')).to.equal(1);
    routes['/ftp'] = redirect('ftp://site.test/');
    routes['/user'] = redirect('http://a:b@site.test/');
    expect([await title('http://site.test/ftp'), await title('http://site.test/user')]).to.deep.equal([
      null,
      null,
    ]);
    expect(asked('/')).to.equal(1);
  });

  it('leaves alone the portal, hosts of tls.bypass, and addresses with credentials', async () => {
    routes['/away'] = redirect('http://hallway.internal/account');
    for (const url of [
      ...['http://hallway.internal/', 'http://x.hallway.internal/', 'http://desk.test/', 'http://bank.test/'],
      ...[
        'http://hallway.internal./',
        'http://BANK.test/',
        'http://me:secret@site.test/',
        'ftp://site.test/',
        'no address',
      ],
    ])
      expect(await title(url), url).to.equal(null);
    expect(origin.seen).to.deep.equal([]);
    expect(await title('http://site.test/away')).to.equal(null);
    expect(origin.seen).to.deep.equal(['GET /away']);
  });

  it('takes whole pages of HTML alone', async () => {
    routes['/text'] = page(html, { 'content-type': 'text/plain' });
    routes['/svg'] = page(html, { 'content-type': 'image/svg+xml' });
    routes['/gone'] = page(html, {}, 404);
    routes['/packed'] = page(html, { 'content-encoding': 'gzip' });
    routes['/torn'] = (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' });
      response.write(html, () => request.socket.destroy());
    };
    for (const path of ['/text', '/svg', '/gone', '/packed', '/torn', '/missing'])
      expect(await title(`http://site.test${path}`), path).to.equal(null);
    routes['/xhtml'] = page(html, { 'content-type': 'application/xhtml+xml;charset=utf-8' });
    expect(await title('http://site.test/xhtml')).to.equal('A page');
  });

  it('reads half a megabyte and hangs up', async () => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const closed = Promise.withResolvers<void>();
    const endless =
      (start: string): OriginHandler =>
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).write(start);
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more).on('close', closed.resolve);
        more();
      };
    routes['/endless'] = endless(html);
    routes['/late'] = page(Buffer.concat([Buffer.alloc(512 * 1024, 0x20), Buffer.from(html)]));
    expect(await title('http://site.test/endless')).to.equal('A page');
    await closed.promise;
    expect(await title('http://site.test/late')).to.equal(null);
  });

  it('gives up when the time for all of it is over, wherever it stands', async () => {
    const closed: Promise<void>[] = [];
    const hang: OriginHandler = (_request, response) => {
      closed.push(new Promise(resolve => void response.on('close', resolve)));
    };
    routes['/silent'] = hang;
    routes['/slow'] = (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write(html);
      hang(request, response);
    };
    preview = createLinkPreviews({ client, settings, now: () => now, timeoutMs: 300 });
    const all = ['/silent', '/slow'].map(path => title(`http://site.test${path}`));
    expect(await Promise.all(all)).to.deep.equal([null, null]);
    // The connections are let go of, too.
    await Promise.all(closed);
    expect(closed).to.have.length(2);
  });

  it('asks once an hour for what many share at once, failures too', async () => {
    routes['/gone'] = page('', {}, 404);
    const both = await Promise.all([title('http://site.test/'), title('http://site.test/#other')]);
    expect(both).to.deep.equal(['A page', 'A page']);
    await title('http://site.test/gone');
    now = 59 * 60_000;
    await Promise.all([title('http://site.test/'), title('http://site.test/gone')]);
    expect([asked('/'), asked('/gone')]).to.deep.equal([1, 1]);
    now = 61 * 60_000;
    await Promise.all([title('http://site.test/'), title('http://site.test/gone')]);
    expect([asked('/'), asked('/gone')]).to.deep.equal([2, 2]);
  });

  it('forgets the oldest of more than a thousand', async function () {
    this.timeout(20_000);
    await title('http://site.test/?0');
    for (let from = 1; from <= 1_000; from += 50) {
      const some = Array.from({ length: 50 }, (_, index) => title(`http://site.test/?${from + index}`));
      await Promise.all(some);
    }
    await title('http://site.test/?1000');
    expect(asked('/?1000')).to.equal(1);
    await title('http://site.test/?0');
    expect(asked('/?0')).to.equal(2);
  });

  it('reads eight at a time, lets a hundred wait, and remembers nothing of what is too many', async () => {
    let open = 0;
    let most = 0;
    const gate = Promise.withResolvers<void>();
    routes['/'] = (request, response) => {
      most = Math.max(most, ++open);
      void gate.promise.then(() => {
        open--;
        page(html)(request, response);
      });
    };
    const all = Array.from({ length: 109 }, (_, index) => title(`http://site.test/?${index}`));
    expect(await all[108]).to.equal(null);
    gate.resolve();
    expect((await Promise.all(all)).filter(Boolean)).to.have.length(108);
    expect(most).to.be.at.most(8);
    expect(await title('http://site.test/?108')).to.equal('A page');
  });
});
