import { expect } from 'chai';
import { playTone } from '../../client/tone.ts';

describe('playTone', () => {
  it('is silent and fails nothing where there is no audio', async () => {
    expect(await playTone()).to.equal(undefined);
  });
});
