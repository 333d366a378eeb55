import { expect } from 'chai';
import { listenError } from '../../cli/listen-error.ts';

describe('listenError', () => {
  it('names the address, the reason and the setting', () => {
    const cause = Object.assign(new Error('no'), { code: 'EADDRINUSE' });
    expect(() => listenError('portal', { host: '::1', port: 81 })(cause)).to.throw(
      'cannot listen on [::1]:81: another program listens there; set "listen.portal" to another address.',
    );
  });
});
