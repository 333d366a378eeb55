import { expect } from 'chai';
import { Relation } from '../../relay/relation.ts';

describe('Relation', () => {
  it('is looked up from both ends, and keeps nothing of what is gone', () => {
    const members = new Relation<string>();
    members.set('ops', 'alice', 'owner');
    members.set('ops', 'bob', 'member');
    members.set('ops', 'bob', 'owner');
    expect([...members.of('ops')]).to.deep.equal([
      ['alice', 'owner'],
      ['bob', 'owner'],
    ]);
    expect([...members.to('bob')]).to.deep.equal([['ops', 'owner']]);
    members.delete('ops', 'bob');
    members.delete('ops', 'nobody');
    expect([members.has('ops', 'bob'), members.get('ops', 'alice')]).to.deep.equal([false, 'owner']);
    expect([...members.to('bob')]).to.deep.equal([]);
    expect([...members.entries()]).to.deep.equal([['ops', 'alice', 'owner']]);
  });
});
