import { expect } from 'chai';
import { authorityFile } from '../../cli/authority-file.ts';
import { testSettings } from './test-settings.ts';

describe('authorityFile', () => {
  it('is the CA that is in force', () => {
    expect(authorityFile(testSettings('/d'))).to.equal('/d/ca/ca.pem');
    expect(authorityFile(testSettings('/d', { HALLWAY_TLS_INTERCEPT: 'never' }))).to.equal(
      '/d/ca/ca-hallway.internal.pem',
    );
  });
});
