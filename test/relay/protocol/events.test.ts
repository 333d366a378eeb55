import { expect } from 'chai';
import fc from 'fast-check';
import { formatCursor, parseCursor } from '../../../relay/protocol.ts';

describe('parseCursor', () => {
  it('reads back what formatCursor writes', () => {
    const epoch = fc.stringMatching(/^[0-9a-z]{1,40}$/);
    fc.assert(
      fc.property(epoch, fc.integer({ min: 0, max: 999_999_999_999_999 }), (name, n) => {
        expect(parseCursor(formatCursor({ epoch: name, n }))).to.deep.equal({ epoch: name, n });
      }),
    );
  });

  it('takes nothing else for a cursor', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z.]*$/)), text => {
        const cursor = parseCursor(text);
        if (cursor) expect(formatCursor(cursor)).to.equal(text);
      }),
    );
    for (const text of [
      '',
      '.',
      'a.',
      '.1',
      'a.01',
      'a.-1',
      'a.1.2',
      'A.1',
      ' a.1',
      'a.1\n',
      `a.${'9'.repeat(16)}`,
    ]) {
      expect(parseCursor(text), text).to.equal(null);
    }
  });
});
