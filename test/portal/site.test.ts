import { brotliDecompressSync } from 'node:zlib';
import { expect } from 'chai';
import { bootOf, caPem, magicHost, openStage, type Stage } from './portal-harness.ts';

describe('addSite', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('hands out the PAC file and the certificate without a login', async () => {
    const pac = await stage.ask('/proxy.pac');
    expect(pac.headers['content-type']).to.match(/^application\/x-ns-proxy-autoconfig/);
    expect(pac.text).to.include('PROXY proxy.test:8080').and.include(magicHost);
    const ca = await stage.ask('/ca.crt');
    expect(ca.headers['content-type']).to.equal('application/x-x509-ca-cert');
    expect(ca.text).to.equal(caPem);
  });

  it('has no certificate to give where none is needed', async () => {
    const own = await openStage({ caPem: () => null });
    const { status, json } = await own.ask('/ca.crt');
    await own.close();
    expect([status, json.code]).to.deep.equal([404, 'no_certificate']);
  });

  it('tells health and metrics on its own listener only', async () => {
    expect((await stage.ask('/healthz')).json).to.deep.equal({ status: 'ok', version: '9.9.9' });
    const metrics = await stage.ask('/metrics');
    expect(metrics.text).to.equal('hallway_up 1\n');
    expect(metrics.headers['content-type']).to.match(/^text\/plain; version=0\.0\.4/);
    for (const path of ['/healthz', '/metrics'])
      expect((await stage.askMagic('alice', path)).status).to.equal(404);
  });

  it('shows who is there, and the way to ask for help, on pages of their own, after a log-in', async () => {
    const { status, text, headers } = await stage.askMagic('alice', '/people');
    expect((await stage.askMagic('alice', '/help')).status).to.equal(200);
    expect(status).to.equal(200);
    expect(bootOf(text).mode).to.equal('page');
    expect(headers['x-frame-options']).to.equal('DENY');
    const refused = await stage.ask('/people');
    expect([refused.status, refused.headers.location]).to.deep.equal([303, '/login?next=/people']);
  });

  it('shows the page of those who run the house to people with a right alone, and never in a frame', async () => {
    for (const path of ['/admin', '/admin/people/alice?q=a']) {
      const { status, text, headers } = await stage.askMagic('root', path);
      expect(status).to.equal(200);
      expect(headers['x-frame-options']).to.equal('DENY');
      expect(headers['content-security-policy']).to.include("frame-ancestors 'none'");
      expect(bootOf(text).admin.rights).to.deep.equal(['administer', 'announce', 'help', 'audit']);
      const refused = await stage.askMagic('alice', path, { headers: { 'accept-language': 'de' } });
      expect(refused.status).to.equal(403);
      expect(refused.text).to.include('Das ist für die Verwaltung').and.not.include('hallway-boot');
      const { status: unknown, headers: to } = await stage.ask(path);
      expect([unknown, to.location]).to.deep.equal([303, `/login?next=${encodeURIComponent(path)}`]);
    }
  });

  it('tells people with a right, and nobody else, where that page is', async () => {
    await stage.relay.accounts.administer('root', 'bob', { duties: ['auditor'] });
    const adminOf = async (user: string) => bootOf((await stage.openPane(user)).answer.text).admin;
    expect(await adminOf('alice')).to.equal(undefined);
    expect(await adminOf('bob')).to.deep.equal({
      rights: ['audit'],
      page: `https://${magicHost}/admin`,
      portal: 'http://portal.test:8081',
    });
    for (const path of ['/', '/account', '/account/address']) {
      const linkIn = async (user: string) =>
        (await stage.ask(path, { headers: { cookie: await stage.session(user) } })).text.includes(
          'href="/admin" target="_blank"',
        );
      expect([await linkIn('alice'), await linkIn('bob')], path).to.deep.equal([false, true]);
    }
  });

  it('serves the pane’s code under an address that may be kept for ever', async () => {
    const { text } = (await stage.openPane('alice')).answer;
    const path = /src="(\/assets\/pane-[^"]+\.js)"/.exec(text)![1]!;
    const asset = await stage.askMagic('alice', path, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(asset.text).to.equal('export {};\n');
    expect(asset.headers['cache-control']).to.include('immutable');
    expect(asset.headers['cross-origin-resource-policy']).to.equal('cross-origin');
    const small = await stage.ask(path, { headers: { 'accept-encoding': 'br' } });
    expect(small.headers).to.include({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(await bytes(path)).toString()).to.equal('export {};\n');
    expect((await stage.ask('/assets/pane-old.js')).status).to.equal(404);
  });

  const bytes = async (path: string) => {
    const { request } = await import('node:http');
    return new Promise<Buffer>(resolve => {
      const asked = request(
        `${stage.direct}${path}`,
        { agent: false, headers: { 'accept-encoding': 'br' } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => resolve(Buffer.concat(chunks)));
        },
      );
      asked.end();
    });
  };

  it('leads strangers to an account where people may make theirs, and nobody who has one', async () => {
    const open = await openStage({ registration: 'open' });
    expect((await open.ask('/')).text).to.include('href="/register"');
    expect((await open.askMagic('alice', '/')).text).not.to.include('href="/register"');
    await open.close();
    expect((await stage.ask('/')).text).not.to.include('href="/register"');
  });

  it('greets in the visitor’s language, and never stands in a frame', async () => {
    const { text, headers } = await stage.ask('/', { headers: { 'accept-language': 'de-CH' } });
    expect(text).to.include('<html lang="de">').and.include('Erste Schritte');
    expect(headers['content-security-policy']).to.include("frame-ancestors 'none'");
    expect(headers['x-frame-options']).to.equal('DENY');
    expect(headers.vary).to.equal('Accept-Language');
  });

  it('keeps the pane to the magic origin, and the talk page to those it knows', async () => {
    expect((await stage.ask('/pane')).status).to.equal(404);
    const guest = await stage.ask('/talk');
    expect([guest.status, guest.headers.location]).to.deep.equal([303, '/login?next=/talk']);
    const known = await stage.ask('/talk', { headers: { cookie: await stage.session('alice') } });
    expect(known.text).to.include('"mode":"page"');
    expect(known.headers['content-security-policy']).to.include(
      `connect-src 'self' ${stage.direct.replace('http', 'ws')}`,
    );
  });

  it('shows the latest announcements in frames of other pages, to whom they are for', async () => {
    await stage.relay.announcing.announce('root', { text: 'Lunch at noon', to: ['alice'] });
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    const framed = await stage.askMagic('alice', '/announcements', { headers });
    expect(framed.status).to.equal(200);
    expect(framed.text).to.contain('Lunch at noon');
    expect(framed.headers).to.include({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(framed.headers).to.not.have.property('x-frame-options');
    expect(framed.headers['content-security-policy']).to.not.include('frame-ancestors');
    expect((await stage.askMagic('bob', '/announcements', { headers })).text).to.not.contain('Lunch');
    const fetched = { ...headers, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect((await stage.askMagic('alice', '/announcements', { headers: fetched })).status).to.equal(403);
    expect((await stage.ask('/announcements')).status).to.equal(404);
    for (const path of ['/', '/account', '/talk'])
      expect((await stage.askMagic('alice', path, { headers })).status, path).to.equal(403);
  });

  it('lets any page see that the way here is open, and nothing else', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'image',
    };
    const probe = await stage.askPlainMagic('alice', '/reach.svg', { headers });
    expect([probe.status, probe.headers['cross-origin-resource-policy']]).to.deep.equal([
      200,
      'cross-origin',
    ]);
    expect((await stage.askMagic('alice', '/favicon.svg', { headers })).status).to.equal(403);
  });

  it('shows people a page where something is wrong, and programs a problem', async () => {
    const page = await stage.ask('/nowhere', { headers: { accept: 'text/html,*/*' } });
    expect([page.status, page.headers['content-type']]).to.deep.equal([404, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).to.include("default-src 'none'");
    expect((await stage.ask('/nowhere')).json.code).to.equal('unknown_path');
  });
});
