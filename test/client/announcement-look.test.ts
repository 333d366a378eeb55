import { expect } from 'chai';
import { lookOf } from '../../client/announcement-look.ts';
import { announcement } from './scenes.ts';

describe('lookOf', () => {
  it('is its priority, but for good news', () => {
    expect(lookOf(announcement('urgent'))).to.equal('urgent');
    expect(lookOf({ ...announcement(), clears: 'a0' })).to.equal('allClear');
  });
});
