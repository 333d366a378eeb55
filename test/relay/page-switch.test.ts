import { expect } from 'chai';
import { PageSwitch } from '../../relay/page-switch.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('PageSwitch', () => {
  let stage: Stage;
  let alice: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    alice = await stage.person('alice');
  });
  afterEach(() => stage.close());

  it('is on until somebody switches', () => {
    expect(stage.relay.pages()).to.deep.equal({ on: true, by: null, at: null });
    expect(alice.refusal('site.test')).to.equal(null);
  });

  it('holds for everybody everywhere from the answer on, and open pages are told', async () => {
    const tab = await alice.opens();
    const state = await stage.relay.switchPages('admin', false);
    expect(state).to.deep.equal({ on: false, by: 'admin', at: stage.clock.now() });
    expect(stage.relay.pages()).to.deep.equal(state);
    expect(alice.refusal('site.test')).to.equal('switched_off');
    expect(tab.all('pages').map(({ on }) => on)).to.deep.equal([true, false]);
    await stage.relay.switchPages('admin', true);
    expect(alice.refusal('site.test')).to.equal(null);
    expect(tab.all('pages').at(-1)).to.deep.equal({ kind: 'pages', on: true });
  });

  it('is told to a page that comes back, which may have missed it', async () => {
    const tab = await alice.opens();
    tab.closes();
    await stage.relay.switchPages('admin', false);
    await tab.reconnects();
    expect(tab.all('pages').at(-1)).to.deep.equal({ kind: 'pages', on: false });
  });

  it('is there again after a restart', async () => {
    await stage.relay.switchPages('admin', false);
    await stage.restarts();
    expect(alice.refusal('site.test')).to.equal('switched_off');
    expect(stage.relay.pages().by).to.equal('admin');
  });

  it('is for administrators, and for who runs the machine; both stand in the audit log', async () => {
    await refused(stage.relay.switchPages('alice', false), 'forbidden');
    await refused(stage.relay.switchPages('nobody', false), 'forbidden');
    expect(stage.relay.pages().on).to.equal(true);
    await stage.relay.switchPages('admin', false);
    await stage.relay.switchPages(null, true);
    const entries = (await stage.store.audit.list(2)).map(({ actor, action }) => `${actor} ${action}`);
    expect(entries).to.deep.equal(['operator pages_switched_on', 'admin pages_switched_off']);
  });

  it('is heard of when another process did it', async () => {
    const tab = await alice.opens();
    await until('a word from the other process', async () => {
      await stage.beside(relay => relay.switchPages(null, false));
      return alice.refusal('site.test') === 'switched_off';
    });
    expect(tab.all('pages').at(-1)).to.deep.equal({ kind: 'pages', on: false });
  });

  it('has what waits looked at again when the window may stand again', async () => {
    const bob = await stage.person('bob');
    await alice.invites([bob]);
    await stage.relay.switchPages('admin', false);
    const changes: string[] = [];
    stage.relay.watch(({ kind, user }) => changes.push(`${kind} ${user}`));
    await stage.relay.switchPages('admin', true);
    expect(changes).to.have.members(['due alice', 'due bob']);
  });

  it('takes no older word for the newest', () => {
    const heard: boolean[] = [];
    const pages = new PageSwitch(contextOf({}).context, ({ on }) => heard.push(on));
    pages.hear({ on: false, by: 'admin', at: 2 });
    pages.hear({ on: true, by: 'admin', at: 1 });
    expect(pages.state.on).to.equal(false);
    expect(heard).to.deep.equal([false]);
  });
});
