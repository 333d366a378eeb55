import { expect } from 'chai';
import fc from 'fast-check';
import { clientFrame, commandInputs, limits } from '../../relay/protocol.ts';

describe('clientFrame and commandInputs', () => {
  it('survive anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        clientFrame.safeParse(value);
        for (const schema of Object.values(commandInputs)) schema.safeParse(value);
      }),
    );
  });

  it('let no text through that is not clean, and change none but line ends', () => {
    const dirty = /[\u0000-\u0008\u000b-\u001f\u007f]/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), text => {
        const result = commandInputs.edit.safeParse({ conversation: 'c', seq: 1, clientId: 'i', text });
        const lines = text.replace(/\r\n?/g, '\n');
        const isClean = !dirty.test(lines) && lines.isWellFormed() && lines.trim() !== '';
        expect(result.success).to.equal(isClean);
        if (result.success) expect(result.data.text).to.equal(lines);
      }),
    );
  });

  it('bound every text', () => {
    const over = 'x'.repeat(limits.textChars + 1);
    expect(commandInputs.send.safeParse({ conversation: 'c', clientId: 'i', text: over }).success).to.equal(
      false,
    );
    expect(commandInputs.invite.safeParse({ to: ['bob'], header: over }).success).to.equal(false);
    const to = Array.from({ length: limits.invitees + 1 }, (_, index) => `p${index}`);
    expect(commandInputs.invite.safeParse({ to }).success).to.equal(false);
  });
});
