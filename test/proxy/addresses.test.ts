import { expect } from 'chai';
import {
  createAddressList,
  createOwnAddresses,
  isAddressEntry,
  isListed,
  isRefusedAddress,
} from '../../proxy/addresses.ts';

describe('isRefusedAddress', () => {
  it('sees through IPv4 inside IPv6, and leaves the rest of the world alone', () => {
    for (const address of [
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '::127.0.0.1',
      '64:ff9b::a9fe:a9fe',
      'fd00:ec2::254',
    ]) {
      expect(isRefusedAddress(address), address).to.equal(true);
    }
    for (const address of ['8.8.8.8', '10.0.0.1', '2606:4700::1', '64:ff9b::808:808', '2002:808:808::']) {
      expect(isRefusedAddress(address), address).to.equal(false);
    }
  });
});

describe('createAddressList', () => {
  it('holds addresses and subnets, and refuses anything else', () => {
    const list = createAddressList(['127.0.0.2', 'fe80::/10']);
    expect(isListed(list, '127.0.0.2')).to.equal(true);
    expect(isListed(list, 'fe80::5')).to.equal(true);
    expect(isListed(list, '127.0.0.3')).to.equal(false);
    expect(() => createAddressList(['nonsense'])).to.throw();
    expect(isAddressEntry('10.0.0.0/8') && !isAddressEntry('a.test')).to.equal(true);
  });
});

describe('createOwnAddresses', () => {
  it('knows loopback as this machine', () => {
    const isOwn = createOwnAddresses(Date.now);
    expect(isOwn('127.0.0.1') && isOwn('::1')).to.equal(true);
    expect(isOwn('192.0.2.1')).to.equal(false);
  });
});
