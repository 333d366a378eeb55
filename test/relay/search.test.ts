import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('search', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('takes any text for words, and asks for at least one', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    await alice!.invites([bob!], { message: 'He said "no" (twice)' });
    for (const query of ['"no"', 'no*', 'NO AND said', '(twice', 'said -no']) {
      const words = query === 'NO AND said' ? 0 : 1;
      expect((await bob!.searches(query)).length, query).to.equal(words);
    }
    for (const query of ['', '  ', '"*"', '👍']) {
      expect((await refused(bob!.searches(query), 'invalid')).field).to.equal('query');
    }
  });
});
