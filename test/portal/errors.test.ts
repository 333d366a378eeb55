import { expect } from 'chai';
import { PortalError, portalErrors, retryAfter } from '../../portal/errors.ts';

describe('PortalError', () => {
  it('carries code, field, headers and cause', () => {
    const cause = new Error('inside');
    const error = new PortalError('limited', 'Wait.', {
      field: 'name',
      headers: { 'Retry-After': '3' },
      cause,
    });
    expect(error).to.include({ code: 'limited', field: 'name', message: 'Wait.', cause });
    expect(error.headers).to.deep.equal({ 'Retry-After': '3' });
  });

  it('has a status of an error for every code', () => {
    for (const [status] of Object.values(portalErrors)) expect(status).to.be.within(400, 599);
  });
});

describe('retryAfter', () => {
  it('rounds up to whole seconds, and never says zero', () => {
    expect(retryAfter(1_001)).to.deep.equal({ 'Retry-After': '2' });
    expect(retryAfter(0)).to.deep.equal({ 'Retry-After': '1' });
    expect(retryAfter(undefined)).to.deep.equal({ 'Retry-After': '1' });
  });
});
