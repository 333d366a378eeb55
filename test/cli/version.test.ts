import { expect } from 'chai';
import { version } from '../../cli/version.ts';

describe('version', () => {
  it('is the one of package.json', () => {
    expect(version).to.match(/^\d+\.\d+\.\d+/);
  });
});
