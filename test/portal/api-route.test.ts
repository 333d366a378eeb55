import { expect } from 'chai';
import { z } from 'zod';
import { type ApiRoute, asNumber, command, parseInput, scopeOf } from '../../portal/api-route.ts';
import { PortalError } from '../../portal/errors.ts';

describe('parseInput', () => {
  it('names the field that is wrong', () => {
    const schema = z.object({ to: z.array(z.string()) });
    expect(parseInput(schema, { to: ['a'] })).to.deep.equal({ to: ['a'] });
    expect(() => parseInput(schema, { to: ['a', 7] }))
      .to.throw(PortalError)
      .that.includes({ code: 'invalid', field: 'to.1' });
  });
});

describe('scopeOf', () => {
  const route = (more: Partial<ApiRoute>): ApiRoute => ({
    ...{ method: 'GET', path: '/x', who: 'person', summary: '', status: 200, output: z.object({}) },
    handle: async () => ({}),
    ...more,
  });

  it('is the route’s own, that of its command, or that of the right by which it is called', () => {
    expect(scopeOf(route({ scope: 'webhooks', who: 'administer' }))).to.equal('webhooks');
    expect(scopeOf(route({ handle: command('invite') }))).to.equal('write');
    expect(scopeOf(route({ who: 'audit' }))).to.equal('audit');
    expect([scopeOf(route({})), scopeOf(route({ who: 'anyone' }))]).to.deep.equal([null, null]);
  });
});

describe('asNumber', () => {
  it('takes digits and nothing else', () => {
    expect(asNumber('12')).to.equal(12);
    for (const text of ['', '-1', '1e3', '0x1', ' 1', '1.5', '9'.repeat(16)])
      expect(asNumber(text)).to.equal(text);
    expect(asNumber(undefined)).to.equal(undefined);
  });
});
