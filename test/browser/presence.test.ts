import { expect } from 'chai';
import { type BrowserSession, openBrowser } from '../../fixtures/browser-session.ts';
import { type Cable, layCable } from '../../fixtures/cable.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import type { PresenceState } from '../../relay/protocol.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Stage } from './stage.ts';

/** What is promised: nobody is shown as there longer than this after their last sign. */
const truthMs = 20_000;

describe(`presence of a person at a real browser${trustNote}`, function () {
  this.timeout(180_000);
  let sites: Site[];
  let stage: Stage;
  let cable: Cable;
  let session: BrowserSession;
  const seen: PresenceState[] = [];

  before(async () => {
    sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    await stage.account('alice');
    await stage.account('bob');
    cable = await layCable(stage.server.proxy);
    session = await openBrowser({
      ...{ proxy: cable.address, user: 'bob', password: 'bob has a long password', roots: stage.roots },
    });
  });
  after(async () => {
    cable?.mend();
    await session?.close();
    await cable?.close();
    await stage?.close();
  });

  async function look(): Promise<PresenceState> {
    const { presence } = await stage.server.relay.person('alice', 'bob');
    seen.push(presence);
    return presence;
  }
  async function until(
    what: string,
    fits: (state: PresenceState) => boolean,
    withinMs: number,
  ): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!fits(await look())) {
      if (Date.now() > deadline) throw new Error(`not ${what} within ${withinMs} ms: ${seen.at(-1)}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
  const isThere = (state: PresenceState) => state === 'online' || state === 'idle';
  const visit = (host: string) => session.page.goto(`https://${host}/`, { waitUntil: 'domcontentloaded' });

  it('stays through navigation', async () => {
    await visit('self.example');
    await until('there', isThere, truthMs);
    seen.length = 0;
    for (const host of ['nonce.example', 'plain.example', 'self.example']) {
      await visit(host);
      await until('there', isThere, truthMs);
    }
    expect(seen.filter(state => !isThere(state))).to.deep.equal([]);
  });

  it('ends when the network is cut without a word, and comes back with it', async () => {
    cable.cut();
    await until('gone', state => !isThere(state), truthMs);
    cable.mend();
    await until('back', isThere, 60_000);
  });

  it('comes back to a server that was restarted, in the page that is open', async () => {
    await stage.restarts();
    expect(await look()).to.equal('offline');
    await until('back', isThere, 60_000);
  });

  it('ends with the browser', async () => {
    await session.close();
    await until('gone', state => !isThere(state), truthMs);
  });
});
