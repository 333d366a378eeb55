import { expect } from 'chai';
import { Audience } from '../../relay/audience.ts';
import { Facts } from '../../relay/facts.ts';
import type { Presence } from '../../relay/presence.ts';
import type { PresenceState } from '../../relay/protocol.ts';
import type { Storage } from '../../relay/storage.ts';

describe('Audience', () => {
  const facts = new Facts({} as Storage);
  const person = { phone: null, mobile: null, picture: null, role: 'user' as const, duties: [] };
  for (const name of ['alice', 'bob', 'carol', 'gone'])
    facts.people.set(name, { ...person, name, display: name.toUpperCase(), disabled: name === 'gone' });
  facts.groups.set('ops', { name: 'ops' } as never);
  for (const [name, role] of [
    ['alice', 'owner'],
    ['bob', 'asked'],
    ['gone', 'member'],
  ] as const)
    facts.members.set('ops', name, role);
  const states: Record<string, PresenceState> = { alice: 'dnd', bob: 'browsing' };
  const presence = { state: name => states[name] ?? 'offline' } as Presence;
  const audience = new Audience(facts, presence);
  const whom = (to: string[], more: object = {}) =>
    audience.resolve({ to, except: [], presence: [], ...more });

  it('is everybody who may log in, members and those who are named, each once', () => {
    expect(whom(['all'])).to.deep.equal(['alice', 'bob', 'carol']);
    expect(whom(['@ops', 'Carol', 'carol'])).to.deep.equal(['alice', 'carol']);
    expect(whom(['all'], { except: ['@ops'] })).to.deep.equal(['bob', 'carol']);
    expect(whom(['all'], { presence: ['dnd', 'browsing'] })).to.deep.equal(['alice', 'bob']);
  });

  it('says who is not known', () => {
    expect(() => whom(['gone', 'bob', '~guest'])).to.throw('There is nobody called gone, ~guest.');
    expect(() => whom(['all'], { except: ['@none'] })).to.throw('There is no group @none.');
  });

  it('is counted beforehand, by who could be reached now', () => {
    expect(audience.preview({ to: ['all'], except: ['alice'], presence: [] })).to.deep.equal({
      ...{ people: 2, now: 1 },
      presence: { online: 0, idle: 0, away: 0, dnd: 0, browsing: 1, offline: 1 },
      sample: [
        { name: 'bob', display: 'BOB' },
        { name: 'carol', display: 'CAROL' },
      ],
    });
  });
});
