import { expect } from 'chai';
import { type Fact, Facts } from '../../relay/facts.ts';
import { HelpDesk } from '../../relay/help-desk.ts';
import { HelpQueue } from '../../relay/help-queue.ts';
import type { Duty, HelpFrame, HelpRow, PresenceState } from '../../relay/protocol.ts';
import { contextOf } from './context.ts';

const row = (name: string, more: Partial<HelpRow> = {}): HelpRow => ({
  ...{ id: name, conversation: `c-${name}`, from: { name, display: name }, at: 1, waitingSince: 1 },
  ...{ state: 'open', by: null, takenAt: null, closedAt: null, outcome: null, revision: 0 },
  ...{ text: 'Help', page: null, ...more },
});

describe('HelpDesk', () => {
  let desk: HelpDesk;
  let facts: Facts;
  let sent: string[];
  let due: string[];
  let quiet: Set<string>;
  const states = new Map<string, PresenceState>();

  const said = (frame: HelpFrame): string => {
    if (frame.kind === 'help-desk') {
      return `${frame.desk?.waiting ?? 'out'}${frame.row ? ` ${frame.row.id}` : ''}${frame.rings ? ' rings' : ''}`;
    }
    return frame.kind === 'help-place' ? `place ${frame.place}${frame.isManned ? '' : ' alone'}` : frame.kind;
  };
  const person = (name: string, duties: Duty[] = []): Fact => ({
    about: 'person',
    person: { name, display: name, role: 'user', duties, disabled: false } as never,
  });
  const is = (name: string, state: PresenceState) => {
    states.set(name, state);
    desk.presenceChanged(name, state);
  };
  /** What was sent since, each to `user/session`. */
  const since = (): string[] => sent.splice(0);

  beforeEach(() => {
    const { context } = contextOf({});
    facts = new Facts(context.storage);
    [sent, due, quiet] = [[], [], new Set()];
    states.clear();
    desk = new HelpDesk(context, {
      ...{ facts, queue: new HelpQueue() },
      presence: { state: name => states.get(name) ?? 'offline' },
      isQuiet: name => quiet.has(name),
      send: (session, frame) => sent.push(`${session}: ${said(frame)}`),
      sendEach: (user, frameOf) => sent.push(`${user}-1: ${said(frameOf(`${user}-1`))}`),
      dueChanged: (user, isDue) => due.push(`${user} ${isDue}`),
    });
    for (const name of ['alice', 'bob']) facts.take(person(name));
    for (const name of ['hugo', 'ines']) facts.take(person(name, ['helpdesk']));
    since();
  });

  it('tells each of the help desk once, with the row to who looks, and rings for who is on duty', () => {
    is('ines', 'online');
    desk.watch('ines', 'ines-1');
    since();
    desk.hear({ help: row('alice'), what: 'opened', by: 'alice' });
    expect(since()).to.deep.equal(['hugo-1: 1', 'ines-1: 1 alice rings', 'alice-1: place 1']);
    expect(due).to.deep.equal(['hugo true', 'ines true']);
    desk.hear({ help: row('alice'), what: 'opened', by: 'alice' });
    expect(since()).to.deep.equal([]);
    desk.unwatch('ines-1');
    const by = { name: 'hugo', display: 'hugo' };
    desk.hear({ help: row('alice', { state: 'taken', by, revision: 1 }), what: 'handed', by: 'ines' });
    expect(since()).to.deep.equal(['hugo-1: 0 rings', 'ines-1: 0']);
    expect(due.slice(2)).to.deep.equal(['hugo false', 'ines false']);
  });

  it('tells who waits of their place when it is another one, or when the desk is manned or not', () => {
    desk.hear({ help: row('alice'), what: 'opened', by: 'alice' });
    desk.hear({ help: row('bob', { waitingSince: 2 }), what: 'opened', by: 'bob' });
    since();
    is('ines', 'online');
    expect(since()).to.deep.equal(['alice-1: place 1', 'bob-1: place 2']);
    is('hugo', 'idle');
    is('hugo', 'online');
    expect(since()).to.deep.equal([]);
    desk.hear({ help: row('alice', { state: 'closed', revision: 1 }), what: 'closed', by: 'alice' });
    expect(since()).to.deep.equal(['hugo-1: 1', 'ines-1: 1', 'bob-1: place 1']);
    is('ines', 'dnd');
    is('hugo', 'away');
    expect(since()).to.deep.equal(['bob-1: place 1 alone']);
  });

  it('is no way to be served by oneself', () => {
    is('ines', 'online');
    desk.hear({ help: row('ines'), what: 'opened', by: 'ines' });
    expect([desk.place('ines'), desk.place('alice')]).to.deep.equal([
      { place: 1, isManned: false },
      { place: null, isManned: true },
    ]);
    expect([desk.isDue('ines'), desk.isDue('hugo')]).to.deep.equal([false, true]);
    expect(desk.dueUsers()).to.deep.equal(['hugo']);
    quiet.add('hugo');
    expect(desk.isDue('hugo')).to.equal(false);
  });

  it('takes people in and lets them go as their duties say', () => {
    is('bob', 'online');
    desk.watch('ines', 'ines-1');
    facts.take(person('bob', ['helpdesk']));
    expect(since()).to.deep.equal(['bob-1: 0', 'ines-1: help-stale']);
    expect(desk.colleagues().map(({ name, isOnDuty }) => `${name} ${isOnDuty}`)).to.deep.equal([
      ...['bob true', 'hugo false', 'ines false'],
    ]);
    facts.take(person('ines'));
    expect(since()).to.deep.equal(['ines-1: out']);
    desk.noted('x');
    expect([since(), desk.state('ines'), desk.framesFor('ines')]).to.deep.equal([[], null, []]);
    expect(desk.framesFor('bob').map(said)).to.deep.equal(['0']);
  });
});
