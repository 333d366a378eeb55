import { expect } from 'chai';
import { hasRight, mustHave, rightsOf } from '../../relay/duties.ts';
import type { Duty, Right } from '../../relay/protocol.ts';
import { refused, Stage } from '../conversations/stage.ts';

const rights: Right[] = ['administer', 'announce', 'help', 'audit'];

describe('hasRight', () => {
  const has = (role: 'admin' | 'user' | 'guest', duties: Duty[], disabled = false) =>
    rights.filter(right => hasRight({ role, duties, disabled }, right));

  it('lets administrators do everything, and others what their duties are for', () => {
    expect(has('admin', [])).to.deep.equal(rights);
    expect(has('user', [])).to.deep.equal([]);
    expect(has('guest', [])).to.deep.equal([]);
    expect(has('user', ['announcer'])).to.deep.equal(['announce']);
    expect(has('user', ['helpdesk', 'auditor'])).to.deep.equal(['help', 'audit']);
  });

  it('lets nobody who is disabled do anything', () => {
    expect(has('admin', ['announcer'], true)).to.deep.equal([]);
  });
});

describe('rightsOf', () => {
  it('lists what somebody may do besides what everybody may', () => {
    expect(rightsOf({ role: 'admin', duties: [] })).to.deep.equal(rights);
    expect(rightsOf({ role: 'user', duties: ['auditor'] })).to.deep.equal(['audit']);
    expect(rightsOf({ role: 'user', duties: [] })).to.deep.equal([]);
  });
});

describe('mustHave', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.person('alice');
  });
  after(() => stage.close());
  const people = () => stage.store.people;

  it('holds from the change of a duty on', async () => {
    await refused(mustHave(people(), 'alice', 'audit'), 'forbidden');
    await stage.relay.accounts.administer('admin', 'alice', { duties: ['auditor', 'announcer'] });
    expect((await stage.relay.me('alice')).duties).to.deep.equal(['announcer', 'auditor']);
    await mustHave(people(), 'alice', 'audit');
    await refused(mustHave(people(), 'alice', 'administer'), 'forbidden');
    await stage.relay.accounts.administer('admin', 'alice', { duties: [] });
    await refused(mustHave(people(), 'alice', 'audit'), 'forbidden');
  });

  it('refuses who is not there, and lets who runs the machine', async () => {
    await refused(mustHave(people(), 'nobody', 'help'), 'forbidden');
    await mustHave(people(), null, 'administer');
  });
});
