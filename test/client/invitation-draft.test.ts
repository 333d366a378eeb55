import { expect } from 'chai';
import fc from 'fast-check';
import { emptyDraft, readInvitationDraft, writeInvitationDraft } from '../../client/invitation-draft.ts';

describe('readInvitationDraft', () => {
  it('reads what was written', () => {
    const draft = { ...emptyDraft, to: [{ name: 'bob', display: 'Bob' }], header: 'Lunch?' };
    expect(readInvitationDraft(writeInvitationDraft(draft))).to.deep.equal(draft);
    expect(writeInvitationDraft(emptyDraft)).to.equal('');
  });

  it('is empty for what no form wrote', () => {
    expect(readInvitationDraft(undefined)).to.deep.equal(emptyDraft);
    fc.assert(
      fc.property(
        fc.string().filter(text => !text.trim().startsWith('{')),
        text => readInvitationDraft(text).to.length === 0,
      ),
    );
  });
});
