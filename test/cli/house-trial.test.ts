import { expect } from 'chai';
import { createTrial } from '../../cli/house-trial.ts';
import { upstreamOptions } from '../../cli/upstream-options.ts';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { createOriginClient, type OriginClient } from '../../proxy/index.ts';
import { RelayError } from '../../relay/index.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('createTrial', () => {
  let origin: Origin;
  let client: OriginClient;
  let answer = () => {};
  let isOn = true;
  let tryOut: ReturnType<typeof createTrial>;
  before(async () => {
    origin = await startOrigin({
      handler: (request, response) => {
        const { url } = request;
        if (url === '/away') response.writeHead(302, { location: `http://${origin.address}/` }).end();
        else if (url === '/slow') answer = () => response.end('late');
        else {
          const type = url === '/film' ? 'video/mp4' : 'text/html';
          response.writeHead(200, { 'content-type': type }).end('<!doctype html><title>x</title><p>text');
        }
      },
    });
    const hosts = JSON.stringify({ 'site.test': origin.address });
    const base = testSettings(tempFolder(), { HALLWAY_UPSTREAM_HOSTS: hosts });
    client = createOriginClient({ upstream: upstreamOptions(base), listeners: [], timeoutMs: 5_000 });
    const parts = { base, settings: () => base, client: () => client, loader: '1', timeoutMs: 1_000 };
    const pages = () => ({ on: isOn, by: 'root', at: 1 });
    tryOut = createTrial({ ...parts, pages });
  });
  after(async () => {
    await client.close();
    await origin.close();
  });
  const refused = async (trial: Promise<unknown>) => {
    const error = await trial.catch(caught => caught);
    expect(error).to.be.instanceOf(RelayError);
    return error as RelayError;
  };

  it('tells what would be done under other settings, blocking among them', async () => {
    const url = 'http://site.test/';
    expect(await tryOut('root', { url })).to.include({ decision: 'page' });
    const skipping = await tryOut('root', { url, settings: { 'inject.skip': ['site.test'] } });
    expect(skipping).to.include({ decision: 'not_asked', reason: 'skipped_host' });
    const asked = origin.seen.length;
    const blocking = await tryOut('root', { url, settings: { 'block.hosts': ['site.test'] } });
    expect(blocking).to.include({ decision: 'blocked', reason: 'blocked_host', status: 403 });
    expect(origin.seen.length).to.equal(asked);
    const film = await tryOut('root', { url: `${url}film`, settings: { 'block.types': ['video/*'] } });
    expect(film).to.include({ decision: 'blocked', reason: 'blocked_type' });
    expect(film.text.join()).to.include('does not let content of this kind through');
  });

  it('says that no page carries the window at present', async () => {
    isOn = false;
    expect((await tryOut('root', { url: 'http://site.test/' })).notes[0]).to.include('by root');
    isOn = true;
  });

  it('refuses what is wrong with rules or settings as a change would be refused', async () => {
    const url = 'http://site.test/';
    expect((await refused(tryOut('root', { url, rules: [{}] }))).field).to.equal('replace.0.do');
    const settings = { 'tls.intercept': 'x' };
    expect((await refused(tryOut('root', { url, settings }))).field).to.equal('tls.intercept');
  });

  it('goes nowhere that people cannot go, redirects neither', async () => {
    for (const url of [
      `http://${origin.address}/`,
      'http://localhost/',
      'http://site.test/away',
      'file:///x',
    ]) {
      const error = await refused(tryOut('root', { url }));
      expect([error.code, error.field], url).to.deep.equal(['invalid', 'url']);
    }
    expect((await refused(tryOut('root', { url: 'https://hallway.internal/' }))).message).to.include('magic');
  });

  it('tries one page at a time for each administrator, and gives up in time', async () => {
    const slow = tryOut('root', { url: 'http://site.test/slow' });
    expect((await refused(tryOut('root', { url: 'http://site.test/' }))).code).to.equal('limited');
    expect(await tryOut('other', { url: 'http://site.test/' })).to.include({ decision: 'page' });
    expect((await refused(slow)).message).to.include('did not answer in time');
    answer();
    expect(await tryOut('root', { url: 'http://site.test/' })).to.include({ decision: 'page' });
  });
});
