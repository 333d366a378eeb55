import { expect } from 'chai';
import { keyDigest, plainPhone } from '../../relay/addresses.ts';
import type { CommandInput } from '../../relay/protocol.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('Addresses', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.people('alice', 'bob');
  });
  afterEach(() => stage.close());

  const change = (input: CommandInput<'changeAddress'>, who = 'alice') =>
    stage.relay.perform(who, 'changeAddress', input);

  it('keep what is left out, and give away nothing of the password but that there is one', async () => {
    expect(await stage.relay.perform('alice', 'address', {})).to.include({ on: true, hasPassword: false });
    await change({ about: ' Sales ', password: 'sesame' });
    const settings = await change({ chat: false });
    expect(settings).to.include({ about: 'Sales', chat: false, messages: true, hasPassword: true });
    expect(JSON.stringify(settings)).to.not.include('sesame');
    expect(JSON.stringify(await stage.store.addresses.get('alice'))).to.not.include('sesame');
    expect((await change({ password: null })).hasPassword).to.equal(false);
    await refused(change({ password: 'abc' }), 'invalid');
  });

  it('have other names: free ones, and of one’s own profile', async () => {
    await stage.relay.accounts.updateProfile('alice', { email: 'Alice@Example.org', phone: '+49 30 1234' });
    const { aliases } = await change({ aliases: ['Ally', 'alice@example.org', '+49 (30) 1234'] });
    expect(aliases).to.deep.equal(['ally', 'alice@example.org', '+49301234']);
    await refused(change({ aliases: ['bob'] }), 'conflict');
    await refused(change({ aliases: ['ally'] }, 'bob'), 'conflict');
    for (const alias of ['bob@example.org', '+49305678', '~eve', 'a b', '123', '...'])
      await refused(change({ aliases: [alias] }), 'invalid');
    expect((await change({ aliases: [] })).aliases).to.deep.equal([]);
  });

  it('are opened by links and PINs, whose secrets are shown once and kept as digests', async () => {
    const link = await stage.relay.perform('alice', 'makeAddressKey', { kind: 'link', label: 'Courier' });
    const pin = await stage.relay.perform('alice', 'makeAddressKey', { kind: 'pin', hours: 1 });
    expect(pin.secret).to.match(/^\d{6}$/);
    const { keys } = await stage.relay.perform('alice', 'address', {});
    expect(keys.map(({ kind, label }) => `${kind} ${label}`)).to.have.members(['link Courier', 'pin ']);
    expect(JSON.stringify(keys)).to.not.include(link.secret);
    await stage.relay.perform('bob', 'removeAddressKey', { id: link.id });
    await stage.relay.perform('alice', 'removeAddressKey', { id: pin.id });
    expect((await stage.relay.perform('alice', 'address', {})).keys).to.have.length(1);
  });
});

describe('plainPhone', () => {
  it('is the same however a number is written', () => {
    expect(plainPhone('+49 (30) 12-34/5')).to.equal('+493012345');
  });
});

describe('keyDigest', () => {
  it('is a PIN’s for one owner alone', () => {
    expect(keyDigest('pin', 'alice', '123456')).to.not.equal(keyDigest('pin', 'bob', '123456'));
    expect(keyDigest('link', 'alice', 'x')).to.equal(keyDigest('link', 'bob', 'x'));
  });
});
