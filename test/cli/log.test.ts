import { expect } from 'chai';
import { createLog } from '../../cli/log.ts';

describe('createLog', () => {
  it('says no more than its level', () => {
    expect(createLog('warn').isLevelEnabled('info')).to.equal(false);
    expect(createLog('warn').isLevelEnabled('error')).to.equal(true);
    expect(createLog('silent').isLevelEnabled('fatal')).to.equal(false);
  });
});
