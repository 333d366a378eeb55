import { expect } from 'chai';
import type { Rights } from '../../relay/rights.ts';
import { Sight } from '../../relay/sight.ts';

describe('Sight', () => {
  it('shows who may not be seen as not there', () => {
    const rights = { may: (viewer: string) => (viewer === 'bob' ? 'unseen' : null) } as unknown as Rights;
    const sight = new Sight(rights, { state: () => 'idle' });
    expect([sight.state('alice', 'carol'), sight.state('bob', 'carol')]).to.deep.equal(['idle', 'offline']);
  });
});
