import { expect } from 'chai';
import { createFormTokens, formTokenLifeMs } from '../../portal/form-token.ts';
import { createPaneTokens } from '../../portal/pane-token.ts';

const secret = Buffer.alloc(32, 1);

describe('createFormTokens', () => {
  it('is good for its person only', () => {
    const tokens = createFormTokens(secret, () => 5);
    const token = tokens.issue('alice');
    expect(tokens.verify(token, 'alice')).to.equal(true);
    expect(tokens.verify(token, 'bob')).to.equal(false);
    expect(tokens.verify('', 'alice')).to.equal(false);
  });

  it('ends after its life', () => {
    let now = 0;
    const tokens = createFormTokens(secret, () => now);
    const token = tokens.issue('alice');
    now = formTokenLifeMs;
    expect(tokens.verify(token, 'alice')).to.equal(false);
  });

  it('is no pane token, nor the other way round', () => {
    const panes = createPaneTokens(secret, () => 0);
    const forms = createFormTokens(secret, () => 0);
    expect(panes.verify(forms.issue('alice'))).to.equal(null);
    expect(forms.verify(panes.issue('alice'), 'alice')).to.equal(false);
  });
});
