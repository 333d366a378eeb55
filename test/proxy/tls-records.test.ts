import { expect } from 'chai';
import fc from 'fast-check';
import { TlsRecords } from '../../proxy/tls-records.ts';

describe('TlsRecords', () => {
  const record = (type: number, length: number) =>
    Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), Buffer.alloc(length, 1)]);

  it('finds the same records however the bytes are cut', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 8 });
    const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lengths, cuts, (wanted, sizes) => {
        const found: number[] = [];
        const records = new TlsRecords(length => found.push(length));
        const bytes = Buffer.concat(wanted.map(length => record(23, length)));
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          records.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(found).to.deep.equal(wanted);
        expect(records.isAtBoundary).to.equal(true);
        expect(records.isTls).to.equal(true);
      }),
    );
  });

  it('counts application data alone, and stands at a boundary only between records', () => {
    const found: number[] = [];
    const records = new TlsRecords(length => found.push(length));
    records.push(record(22, 50));
    expect(found).to.deep.equal([]);
    records.push(record(23, 50).subarray(0, 54));
    expect(records.isAtBoundary).to.equal(false);
    records.push(Buffer.alloc(1));
    expect(records.isAtBoundary).to.equal(true);
    expect(found).to.deep.equal([50]);
  });

  it('sees that bytes are not TLS', () => {
    for (const text of ['GET / HTTP/1.1', 'SSH-2.0', '\x16\x02\x00']) {
      const records = new TlsRecords(() => {});
      records.push(Buffer.from(text, 'latin1'));
      expect(records.isTls).to.equal(false);
    }
  });
});
