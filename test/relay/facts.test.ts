import { expect } from 'chai';
import { type Fact, Facts, type KnownGroup } from '../../relay/facts.ts';
import { contextOf } from './context.ts';

const group = (name: string): Fact => ({ about: 'group', group: { name, display: name } as KnownGroup });
const member = (group: string, user: string, role: 'member' | 'asked' | null): Fact => ({
  ...{ about: 'member', group, user, role },
});

describe('Facts', () => {
  const make = (...given: Fact[]) => {
    const facts = new Facts(contextOf({}).context.storage);
    for (const fact of given) facts.take(fact);
    return facts;
  };

  it('knows who belongs to a group, and who has only asked', () => {
    const facts = make(group('ops'), member('ops', 'bob', 'member'), member('ops', 'carol', 'asked'));
    expect([facts.belongs('ops', 'bob'), facts.belongs('ops', 'carol')]).to.deep.equal([true, false]);
    expect([...facts.groupsOf('bob'), ...facts.groupsOf('carol')]).to.deep.equal(['ops']);
    facts.take(member('ops', 'bob', null));
    expect([...facts.groupsOf('bob')]).to.deep.equal([]);
    facts.take({ about: 'no-group', group: 'ops' });
    expect([...facts.members.of('ops')]).to.deep.equal([]);
  });

  it('knows barriers from both sides, as long as they stand', () => {
    const barrier = { groups: ['buy', 'sell'] as [string, string], by: 'root', at: 1 };
    const facts = make(member('buy', 'bob', 'member'), { about: 'barrier', barrier, on: true });
    expect([facts.isBarred('bob', 'sell'), facts.isBarred('bob', 'buy')]).to.deep.equal([true, false]);
    expect([...facts.barred('buy'), ...facts.barred('sell')]).to.deep.equal(['sell', 'buy']);
    facts.take({ about: 'barrier', barrier, on: false });
    expect(facts.isBarred('bob', 'sell')).to.equal(false);
  });

  it('lets its observers look before and after', () => {
    const facts = make();
    const looks: boolean[] = [];
    facts.observe(() => {
      looks.push(facts.belongs('ops', 'bob'));
      return () => looks.push(facts.belongs('ops', 'bob'));
    });
    facts.take(member('ops', 'bob', 'member'));
    expect(looks).to.deep.equal([false, true]);
  });

  it('reads again what was changed while it read', async () => {
    let readings = 0;
    const { context } = contextOf({
      people: { list: async () => [] },
      groups: {
        groups: async () => [],
        memberships: async () => {
          readings += 1;
          // What the first reading brings was true before somebody left.
          if (readings > 1) return [];
          facts.take(member('ops', 'bob', null));
          return [{ group: 'ops', user: 'bob', role: 'member' as const }];
        },
      },
      contacts: {
        contacts: async () => [],
        blocks: async () => [],
        waits: async () => [],
        reaches: async () => [],
      },
      barriers: { barriers: async () => [] },
    });
    const facts = new Facts(context.storage);
    facts.take(member('ops', 'bob', 'member'));
    await facts.load();
    expect([readings, facts.belongs('ops', 'bob')]).to.deep.equal([2, false]);
  });
});
