import { expect } from 'chai';
import fc from 'fast-check';
import { readBasic } from '../../proxy/authentication.ts';

describe('readBasic', () => {
  it('reads any name and password in UTF-8', () => {
    const text = fc.string({ unit: 'grapheme' }).filter(value => !/[\x00-\x1f\x7f]/.test(value));
    fc.assert(
      fc.property(text, text, (name, password) => {
        const plain = name.replaceAll(':', '');
        const value = `Basic ${Buffer.from(`${plain}:${password}`).toString('base64')}`;
        expect(readBasic(value)).to.deep.equal(plain === '' ? null : { name: plain, password });
      }),
    );
  });

  it('gives nothing for anything else', () => {
    for (const value of [
      '',
      'Basic',
      'Basic !!',
      'Bearer YTpi',
      'Basic YQ==',
      `Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}`,
    ]) {
      expect(readBasic(value)).to.equal(null);
    }
    fc.assert(fc.property(fc.string(), value => void readBasic(value)));
  });
});
