import { expect } from 'chai';
import type { BusMessage } from '../../relay/bus.ts';
import { withPersonNews } from '../../relay/person-news.ts';
import type { Storage, StoredPerson } from '../../relay/storage.ts';
import { contextOf } from './context.ts';

describe('withPersonNews', () => {
  it('tells of each person who is made or changed, without what is theirs alone', async () => {
    const bob = {
      name: 'bob',
      display: 'Bob',
      password: 'digest',
      version: 1,
      email: 'b@x',
      disabled: false,
    };
    const { context, carried } = contextOf({
      people: {
        create: async () => bob as StoredPerson,
        update: async (name: string) =>
          name === 'bob' ? ({ ...bob, display: 'Robert' } as StoredPerson) : null,
        administer: async (name: string) =>
          name === 'bob' ? ({ ...bob, disabled: true } as StoredPerson) : { refused: 'last' },
      },
    });
    const { people } = withPersonNews(context.storage as Storage, context.bus);
    await people.create(bob as StoredPerson, 1);
    await people.update('bob', { display: 'Robert' });
    expect(await people.update('nobody', {})).to.equal(null);
    await people.administer('bob', { disabled: true });
    expect(await people.administer('root', { disabled: true })).to.deep.equal({ refused: 'last' });
    const told = carried as Extract<BusMessage, { kind: 'fact' }>[];
    expect(told.map(({ fact }) => fact)).to.deep.equal([
      { about: 'person', person: { name: 'bob', display: 'Bob', disabled: false } },
      { about: 'person', person: { name: 'bob', display: 'Robert', disabled: false } },
      { about: 'person', person: { name: 'bob', display: 'Bob', disabled: true } },
    ]);
  });
});
