import { expect } from 'chai';
import { visitorOf } from '../../proxy/magic.ts';
import { get, startProxy } from './harness.ts';

describe('visitorOf', () => {
  it('gives addresses in the form that people know', () => {
    expect(visitorOf('bob', '::ffff:192.0.2.1')).to.deep.equal({ user: 'bob', address: '192.0.2.1' });
    expect(visitorOf('bob', '2001:db8::1').address).to.equal('2001:db8::1');
  });
});

describe('redirectToSecure', () => {
  it('sends a POST on as a POST', async () => {
    const test = await startProxy();
    const got = await get(test.port, 'http://hallway.internal/api', { method: 'POST', body: 'x' });
    expect(got.status).to.equal(308);
    expect(got.headers['cache-control']).to.equal('no-store');
    await test.stop();
  });
});
