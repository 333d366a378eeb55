import { expect } from 'chai';
import { encodeNameConstraints } from '../../proxy/name-constraints.ts';

describe('encodeNameConstraints', () => {
  it('is DER whose lengths add up, for names of any length', () => {
    for (const length of [1, 60, 130, 253]) {
      const der = encodeNameConstraints('a'.repeat(length));
      const long = der[1]! >= 0x80 ? der[1]! & 0x7f : 0;
      const size = long ? der.readUIntBE(2, long) : der[1]!;
      expect(der[0]).to.equal(0x30);
      expect(der.length).to.equal(2 + long + size);
      expect(der.includes('a'.repeat(length))).to.equal(true);
    }
  });
});
