import { expect } from 'chai';
import { z } from 'zod';
import { asNumber, parseInput } from '../../portal/api-route.ts';
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

describe('asNumber', () => {
  it('takes digits and nothing else', () => {
    expect(asNumber('12')).to.equal(12);
    for (const text of ['', '-1', '1e3', '0x1', ' 1', '1.5', '9'.repeat(16)])
      expect(asNumber(text)).to.equal(text);
    expect(asNumber(undefined)).to.equal(undefined);
  });
});
