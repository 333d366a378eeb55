import { expect } from 'chai';
import { MemoryPresence } from '../../relay/presence-memory.ts';
import { minutes, seconds, TestClock } from '../conversations/clock.ts';

describe('MemoryPresence', () => {
  let clock: TestClock;
  let presence: MemoryPresence;
  let changes: string[];
  beforeEach(() => {
    clock = new TestClock();
    presence = new MemoryPresence({ now: clock.now, timers: clock.timers, graceMs: seconds(15) });
    changes = [];
    presence.watch((user, state) => changes.push(`${user} ${state}`));
  });
  const look = (session: string, focused: boolean) =>
    presence.attended('bob', session, { visible: true, focused });

  it('is online while a channel has the attention, and idle some time after', () => {
    presence.opened('bob', 'one');
    look('one', true);
    clock.pass(minutes(30));
    look('one', false);
    clock.pass(minutes(5) - 1);
    expect(presence.state('bob')).to.equal('online');
    clock.pass(1);
    look('one', true);
    expect(changes).to.deep.equal(['bob online', 'bob idle', 'bob online']);
  });

  it('is away when nobody has looked for long', () => {
    presence.opened('bob', 'one');
    look('one', true);
    look('one', false);
    clock.pass(minutes(30));
    expect(changes).to.deep.equal(['bob online', 'bob idle', 'bob away']);
    look('one', true);
    expect(presence.state('bob')).to.equal('online');
  });

  it('is not to be disturbed while a channel is open and the person wants it so', () => {
    let quiet = { isQuiet: true, againAt: clock.now() + minutes(10) };
    const mindful = new MemoryPresence({
      ...{ now: clock.now, timers: clock.timers, graceMs: seconds(15), quiet: () => quiet },
    });
    mindful.watch((user, state) => changes.push(`${user} ${state}`));
    mindful.reconsider('bob');
    mindful.seen('bob');
    mindful.opened('bob', 'one');
    quiet = { isQuiet: false, againAt: clock.now() + minutes(60) };
    clock.pass(minutes(2));
    expect(mindful.state('bob')).to.equal('dnd');
    mindful.reconsider('bob');
    expect(changes).to.deep.equal(['bob browsing', 'bob dnd', 'bob online']);
    mindful.close();
  });

  it('merges several tabs', () => {
    presence.opened('bob', 'one');
    presence.opened('bob', 'two');
    look('two', true);
    clock.pass(minutes(10));
    presence.closed('bob', 'one');
    expect(presence.state('bob')).to.equal('online');
    presence.closed('bob', 'unknown');
    presence.attended('bob', 'unknown', { visible: true, focused: false });
    expect(changes).to.deep.equal(['bob online']);
  });

  it('keeps the state for the grace after the last channel', () => {
    presence.opened('bob', 'one');
    presence.closed('bob', 'one');
    clock.pass(seconds(15) - 1);
    expect(presence.state('bob')).to.equal('online');
    presence.opened('bob', 'two');
    clock.pass(seconds(60));
    expect(changes).to.deep.equal(['bob online']);
    presence.closed('bob', 'two');
    clock.pass(seconds(15));
    expect(changes).to.deep.equal(['bob online', 'bob offline']);
  });

  it('counts the grace from the last sign where the connection died without a word', () => {
    presence.opened('bob', 'one');
    clock.pass(seconds(60));
    presence.closed('bob', 'one', clock.now() - seconds(13));
    clock.pass(seconds(2) - 1);
    expect(presence.state('bob')).to.equal('online');
    clock.pass(1);
    expect(presence.state('bob')).to.equal('offline');
  });

  it('has no grace for who says that they go, unless another channel is open', () => {
    presence.opened('bob', 'one');
    presence.left('bob');
    expect(presence.state('bob')).to.equal('online');
    presence.closed('bob', 'one');
    presence.left('bob');
    expect(presence.state('bob')).to.equal('offline');
  });

  it('is browsing while pages go by without a channel', () => {
    presence.seen('bob');
    clock.pass(minutes(4));
    presence.seen('bob');
    clock.pass(minutes(4));
    expect(presence.state('bob')).to.equal('browsing');
    clock.pass(minutes(1));
    expect(changes).to.deep.equal(['bob browsing', 'bob offline']);
  });

  it('goes from an open pane to browsing where pages go on', () => {
    presence.opened('bob', 'one');
    presence.seen('bob');
    presence.closed('bob', 'one');
    clock.pass(seconds(16));
    expect(changes).to.deep.equal(['bob online', 'bob browsing']);
  });

  it('counts people by state, without those who are offline', () => {
    presence.opened('alice', 'one');
    presence.seen('bob');
    presence.seen('carol');
    expect(presence.count()).to.deep.equal({ online: 1, idle: 0, away: 0, dnd: 0, browsing: 2 });
    clock.pass(minutes(6));
    expect(presence.count()).to.include({ browsing: 0 });
  });

  it('keeps nothing of who is offline, and no timer when closed', () => {
    for (let count = 0; count < 100; count += 1) presence.seen(`person${count}`);
    expect(clock.pending).to.equal(100);
    clock.pass(minutes(6));
    expect(clock.pending).to.equal(0);
    presence.seen('bob');
    presence.close();
    expect(clock.pending).to.equal(0);
  });
});
