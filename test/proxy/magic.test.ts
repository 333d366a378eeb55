import { expect } from 'chai';
import { visitorOf } from '../../proxy/magic.ts';

describe('visitorOf', () => {
  it('gives addresses in the form that people know', () => {
    expect(visitorOf('bob', '::ffff:192.0.2.1', 'a.test')).to.deep.equal({
      ...{ user: 'bob', address: '192.0.2.1', host: 'a.test' },
    });
    expect(visitorOf('bob', '2001:db8::1', 'a.test').address).to.equal('2001:db8::1');
  });
});
