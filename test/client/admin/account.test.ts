import { expect } from 'chai';
import { changeOf, has } from '../../../client/admin/account.ts';

describe('changeOf', () => {
  it('makes somebody an administrator, or none any more', () => {
    expect(changeOf({ duties: [] }, 'admin', true)).to.deep.equal({ role: 'admin' });
    expect(changeOf({ duties: [] }, 'admin', false)).to.deep.equal({ role: 'user' });
  });

  it('adds one duty or takes it away, and leaves the others', () => {
    expect(changeOf({ duties: ['auditor'] }, 'helpdesk', true)).to.deep.equal({
      duties: ['auditor', 'helpdesk'],
    });
    expect(changeOf({ duties: ['auditor', 'helpdesk'] }, 'auditor', false)).to.deep.equal({
      duties: ['helpdesk'],
    });
    expect(changeOf({ duties: ['auditor'] }, 'auditor', true)).to.deep.equal({ duties: ['auditor'] });
  });
});

describe('has', () => {
  it('says what is checked', () => {
    expect(has({ role: 'admin', duties: [] }, 'admin')).to.equal(true);
    expect(has({ role: 'user', duties: ['auditor'] }, 'admin')).to.equal(false);
    expect(has({ role: 'user', duties: ['auditor'] }, 'auditor')).to.equal(true);
  });
});
