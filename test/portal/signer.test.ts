import { expect } from 'chai';
import fc from 'fast-check';
import { createSigner } from '../../portal/signer.ts';

const secret = Buffer.alloc(32, 1);

describe('createSigner', () => {
  it('opens what it sealed', () => {
    const signer = createSigner(secret, 'a');
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), text => {
        fc.pre(text.isWellFormed());
        expect(signer.open(signer.seal(text))).to.equal(text);
      }),
    );
  });

  it('opens nothing sealed for another purpose or with another secret', () => {
    const sealed = createSigner(secret, 'a').seal('x');
    expect(createSigner(secret, 'b').open(sealed)).to.equal(null);
    expect(createSigner(Buffer.alloc(32, 2), 'a').open(sealed)).to.equal(null);
  });

  it('opens nothing that was changed in any one place', () => {
    const signer = createSigner(secret, 'a');
    const sealed = signer.seal('alice');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, char) => {
        fc.pre(sealed[at] !== char);
        expect(signer.open(sealed.slice(0, at) + char + sealed.slice(at + 1))).to.equal(null);
      }),
      { numRuns: 1_000 },
    );
  });

  it('opens no arbitrary text', () => {
    const signer = createSigner(secret, 'a');
    fc.assert(fc.property(fc.string(), text => void expect(signer.open(text)).to.equal(null)));
  });

  it('refuses a secret that is too short', () => {
    expect(() => createSigner(Buffer.alloc(8), 'a')).to.throw(RangeError);
  });
});
