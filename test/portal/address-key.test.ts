import { expect } from 'chai';
import { addressKeyLifeMs, addressPath, createAddressKeys } from '../../portal/address-key.ts';

describe('addressPath', () => {
  it('is one for people, and another for groups', () => {
    expect([addressPath('alice'), addressPath('@sales')]).to.deep.equal(['/u/alice', '/g/sales']);
  });
});

describe('createAddressKeys', () => {
  let now = 0;
  const keys = createAddressKeys(Buffer.alloc(32, 1), () => now);
  const cookie = (name: string, proof: string) => keys.cookie('http://a', name, proof).split(';')[0]!;

  it('remembers what opened one page, among other cookies, until it is over', () => {
    const header = `x=1; ${cookie('bob', 'other')}; ${cookie('alice', 'proof')}`;
    expect([keys.read('alice', header), keys.read('bob', header), keys.read('zoe', header)]).to.deep.equal([
      ...['proof', 'other', null],
    ]);
    now += addressKeyLifeMs;
    expect(keys.read('alice', header)).to.equal(null);
  });

  it('takes nothing that it has not sealed itself', () => {
    const forged = createAddressKeys(Buffer.alloc(32, 2), () => now);
    expect(keys.read('alice', forged.cookie('http://a', 'alice', 'proof').split(';')[0])).to.equal(null);
    expect([keys.read('alice', 'hallway-key=alice'), keys.read('alice', undefined)]).to.deep.equal([
      null,
      null,
    ]);
    expect(keys.cookie('https://a', 'alice', 'proof')).to.include('; Secure');
  });
});
