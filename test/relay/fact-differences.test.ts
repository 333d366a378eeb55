import { expect } from 'chai';
import { differences, readFacts } from '../../relay/fact-differences.ts';
import { Facts } from '../../relay/facts.ts';
import { Stage } from '../conversations/stage.ts';
import { contextOf } from './context.ts';

describe('differences', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('root', 'admin');
    await stage.people('alice', 'bob');
  });
  afterEach(() => stage.close());
  const about = async (facts: Facts) =>
    Array.from(differences(facts, await readFacts(stage.store)), fact => fact.about);

  it('are everything for who knows nothing, and nothing for who knows everything', async () => {
    const { perform } = stage.relay;
    for (const name of ['buy', 'sell']) await perform('alice', 'makeGroup', { name, display: name });
    await perform('alice', 'leaveGroup', { group: 'sell' }).catch(() => {});
    await perform('root', 'admit', { group: 'sell', name: 'bob', role: 'owner' });
    await perform('alice', 'leaveGroup', { group: 'sell' });
    await stage.relay.setBarrier('root', ['sell', 'buy'], true);
    await perform('alice', 'contact', { name: 'root', on: true });
    await perform('alice', 'block', { name: 'root', on: true });
    await perform('alice', 'notify', { name: 'root', on: true });
    await perform('alice', 'reachable', { by: 'groups' });
    const facts = new Facts(contextOf({}).context.storage);
    expect(await about(facts)).to.deep.equal([
      ...['person', 'person', 'person', 'group', 'group', 'member', 'member'],
      ...['contact', 'block', 'wait', 'reach', 'barrier'],
    ]);
    for (const fact of differences(facts, await readFacts(stage.store))) facts.take(fact);
    expect(await about(facts)).to.deep.equal([]);
  });

  it('are what has gone, too', async () => {
    const { perform } = stage.relay;
    const facts = new Facts(contextOf({}).context.storage);
    await perform('alice', 'makeGroup', { name: 'ops', display: 'Ops' });
    await perform('alice', 'block', { name: 'bob', on: true });
    await perform('alice', 'reachable', { by: 'groups' });
    for (const fact of differences(facts, await readFacts(stage.store))) facts.take(fact);
    await perform('alice', 'removeGroup', { group: 'ops' });
    await perform('alice', 'block', { name: 'bob', on: false });
    await perform('alice', 'reachable', { by: 'everyone' });
    expect(await about(facts)).to.deep.equal(['no-group', 'member', 'block', 'reach']);
  });
});
