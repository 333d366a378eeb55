import { expect } from 'chai';
import { firstPreferences } from '../../relay/preferences.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('StoredAccounts', () => {
  let stage: Stage;
  const accounts = () => stage.relay.accounts;
  const bob = { name: 'bob', password: 'correct horse' };
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('makes people, whose name is folded and stands for a missing display name', async () => {
    const me = await accounts().create({ ...bob, name: ' Bob ', email: '' });
    expect(me).to.deep.equal({
      ...{ name: 'bob', display: 'bob', role: 'user', email: null, phone: null, mobile: null, picture: null },
      duties: [],
      ...{ presence: 'offline', preferences: firstPreferences },
    });
    expect(await accounts().get('BOB')).to.deep.equal({ ...me, disabled: false });
    await refused(accounts().create(bob), 'conflict');
  });

  it('says which field is wrong', async () => {
    const wrong = [
      ['name', { ...bob, name: 'no spaces' }],
      ['name', { ...bob, name: 'a:b' }],
      ['password', { ...bob, password: '' }],
      ['password', { ...bob, password: 'a\nb' }],
      ['email', { ...bob, email: 'nowhere' }],
      ['phone', { ...bob, phone: 'call me' }],
      ['display', { ...bob, display: 'x'.repeat(81) }],
    ] as const;
    for (const [field, person] of wrong) {
      const error = await refused(accounts().create(person), 'invalid');
      expect(error.field).to.equal(field);
      expect(error.message)
        .to.match(new RegExp(`^${field} .*\\.$`))
        .and.not.include('correct horse');
    }
  });

  it('changes a profile, and leaves out what is not named', async () => {
    await accounts().create({ ...bob, phone: '+49 30 1234' });
    const me = await accounts().updateProfile('bob', { display: 'Robert', email: 'r@example.org' });
    expect(me).to.include({ display: 'Robert', email: 'r@example.org', phone: '+49 30 1234' });
    expect(await accounts().updateProfile('bob', { display: '', phone: '' })).to.include({
      display: 'bob',
      phone: null,
    });
    expect((await refused(accounts().updateProfile('bob', { email: 'x' }), 'invalid')).field).to.equal(
      'email',
    );
    await refused(accounts().updateProfile('zoe', {}), 'unknown_person');
  });

  it('ends tokens with the password, and with the account', async () => {
    await accounts().create(bob);
    const first = await accounts().issueToken('bob', 'api');
    expect(await accounts().tokenUser(first)).to.equal('bob');
    await accounts().setPassword('bob', 'another one');
    expect(await accounts().tokenUser(first)).to.equal(null);
    const second = await accounts().issueToken('bob', 'api');
    await accounts().setDisabled('bob', true);
    expect(await accounts().tokenUser(second)).to.equal(null);
    await refused(accounts().issueToken('bob', 'session'), 'forbidden');
    await refused(accounts().setPassword('zoe', 'whatever'), 'unknown_person');
  });

  it('lets administrators end all of somebody’s log-ins, and leaves their programs alone', async () => {
    await accounts().create(bob);
    await accounts().create({ ...bob, name: 'root', role: 'admin' });
    const session = await accounts().issueToken('bob', 'session');
    const program = await accounts().issueToken('bob', 'api');
    await refused(accounts().endLogIns('bob', 'bob'), 'forbidden');
    await accounts().endLogIns('root', 'bob');
    expect(await accounts().tokenUser(session)).to.equal(null);
    expect(await accounts().tokenUser(program)).to.equal('bob');
    await refused(accounts().endLogIns('root', 'zoe'), 'unknown_person');
  });

  it('never lets two administrators shut each other out at once', async () => {
    await accounts().create({ ...bob, role: 'admin' });
    await accounts().create({ ...bob, name: 'eve', role: 'admin' });
    const asked = await Promise.allSettled([
      accounts().administer('bob', 'eve', { disabled: true }),
      accounts().administer('eve', 'bob', { role: 'user' }),
    ]);
    expect(asked.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
    expect(await accounts().get('bob')).to.include({ role: 'admin', disabled: false });
  });

  it('writes changes into the audit log, without secrets', async () => {
    await accounts().create(bob);
    await accounts().issueToken('bob', 'api');
    await accounts().setPassword('bob', 'another one');
    await accounts().setDisabled('bob', true);
    const entries = await stage.store.audit.list(10);
    expect(entries.map(({ action, subject }) => `${action} ${subject}`).reverse()).to.deep.equal([
      ...['person_created bob', 'token_issued bob', 'password_changed bob', 'person_disabled bob'],
    ]);
    expect(JSON.stringify(entries)).to.not.match(/horse|another|hw_/);
  });

  it('keeps passwords as argon2id digests only', async () => {
    await accounts().create(bob);
    expect((await stage.store.people.get('bob'))!.password).to.match(/^\$argon2id\$v=19\$/);
    expect(await accounts().list()).to.have.length(1);
    expect(JSON.stringify(await accounts().list())).to.not.include('argon2');
  });

  it('lets administrators change roles and standing, and never ends with none of them', async () => {
    for (const name of ['root', 'ruth']) await accounts().create({ ...bob, name, role: 'admin' });
    await accounts().create(bob);
    await refused(accounts().administer('bob', 'bob', { role: 'admin' }), 'forbidden');
    await accounts().administer('root', 'bob', { disabled: true });
    expect(await accounts().get('bob')).to.include({ disabled: true, role: 'user' });
    await accounts().administer('root', 'ruth', { role: 'user' });
    await refused(accounts().administer('root', 'root', { role: 'user' }), 'forbidden');
    await refused(accounts().administer('root', 'root', { disabled: true }), 'forbidden');
    expect((await accounts().get('root')).role).to.equal('admin');
  });
});
