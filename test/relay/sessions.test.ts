import { expect } from 'chai';
import type { ServerFrame } from '../../relay/protocol.ts';
import { type Session, Sessions } from '../../relay/sessions.ts';
import { TestClock } from '../conversations/clock.ts';

describe('Sessions', () => {
  const frame: ServerFrame = { kind: 'typing', conversation: 'c', name: 'alice' };
  let sessions: Sessions;
  let got: Map<string, string[]>;
  beforeEach(() => {
    sessions = new Sessions(new TestClock().now);
    got = new Map();
  });
  const open = (label: string, user = 'bob', eventsOnly = false): Session => {
    const frames: string[] = [];
    got.set(label, frames);
    return sessions.add({
      ...{
        user,
        eventsOnly,
        token: null,
        scopes: null,
        from: { address: '10.0.0.1', port: null },
        send: one => frames.push(one.kind),
        offer: event => frames.push(`offer ${event.n}`),
      },
    });
  };

  it('tell state to the pages of those named, but not to the one that caused it', () => {
    const [one, two, script, other] = [
      open('one'),
      open('two'),
      open('script', 'bob', true),
      open('other', 'carol'),
    ];
    for (const session of [one, two, script, other]) sessions.enliven(session);
    sessions.tell(['bob'], frame, two.id);
    expect(got.get('one')).to.deep.equal(['ring', 'typing']);
    expect(got.get('two')).to.deep.equal([]);
    expect(got.get('script')).to.deep.equal([]);
    expect(got.get('other')).to.deep.equal(['ring']);
    sessions.tellAll(frame);
    expect([got.get('two')!.length, got.get('script')!.length, got.get('other')!.length]).to.deep.equal([
      1, 0, 2,
    ]);
  });

  it('tell nothing of state before the first frames have gone out, but offer events', () => {
    open('one');
    sessions.tell(['bob'], frame);
    const event = { kind: 'left-gone', id: 'a', unread: 0 } as const;
    sessions.offer([
      { user: 'bob', n: 1, at: 1, event },
      { user: 'carol', n: 1, at: 1, event },
    ]);
    expect(got.get('one')).to.deep.equal(['offer 1']);
  });

  it('forget who has gone, and let another ring', () => {
    const [one, two] = [open('one'), open('two')];
    sessions.enliven(one);
    sessions.enliven(two);
    expect(sessions.remove(one)).to.equal(true);
    expect(sessions.remove(one)).to.equal(false);
    expect(sessions.of('bob')).to.deep.equal([two]);
    expect(got.get('two')).to.deep.equal(['ring']);
    sessions.remove(two);
    expect(sessions.all()).to.deep.equal([]);
  });
});
