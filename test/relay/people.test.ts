import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('People', () => {
  let stage: Stage;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [bob] = (await stage.people('bob', 'bobby', 'alice')) as [Actor];
  });
  afterEach(() => stage.close());

  it('finds others by how their name begins, with their presence', async () => {
    stage.relay.seen('bobby');
    expect(await bob.finds('bob')).to.deep.equal({
      people: [{ name: 'bobby', display: 'Bobby', presence: 'browsing' }],
    });
    expect((await bob.finds('')).people.map(({ name }) => name)).to.deep.equal(['alice', 'bobby']);
  });

  it('finds at most twenty', async () => {
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => stage.person(`bob${String(index).padStart(2, '0')}`)),
    );
    expect((await bob.finds('bob')).people).to.have.length(20);
  });

  it('shows a person to others, but not who is disabled or unknown', async () => {
    expect(await stage.relay.person('bob', 'Alice')).to.deep.equal({
      ...{ name: 'alice', display: 'Alice', presence: 'offline' },
    });
    await stage.relay.accounts.setDisabled('alice', true);
    for (const name of ['alice', 'nobody', 'no name'])
      await refused(stage.relay.person('bob', name), 'unknown_person');
    expect((await bob.finds('alice')).people).to.deep.equal([]);
  });

  it('shows people more of themselves', async () => {
    expect(await stage.relay.me('bob')).to.include({ role: 'user', email: null });
    await refused(stage.relay.me('nobody'), 'unknown_person');
  });
});
