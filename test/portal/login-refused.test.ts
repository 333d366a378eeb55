import { expect } from 'chai';
import { loginRefused } from '../../portal/login-refused.ts';

describe('loginRefused', () => {
  it('says why, and how long to wait', () => {
    expect(loginRefused({ reason: 'wrong' }).code).to.equal('wrong_login');
    expect(loginRefused({ reason: 'disabled' }).code).to.equal('disabled');
    const limited = loginRefused({ reason: 'limited', retryAfterMs: 4_200 });
    expect(limited.code).to.equal('limited');
    expect(limited.headers).to.deep.equal({ 'Retry-After': '5' });
  });
});
