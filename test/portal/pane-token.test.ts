import { expect } from 'chai';
import fc from 'fast-check';
import { createPaneTokens, paneTokenLifeMs } from '../../portal/pane-token.ts';

const secret = Buffer.alloc(32, 1);

describe('createPaneTokens', () => {
  it('tells whom a token was made for, and each pane from the next', () => {
    const tokens = createPaneTokens(secret, () => 1_000);
    const [one, other] = [tokens.issue('alice'), tokens.issue('alice')].map(token => tokens.verify(token));
    expect(one!.user).to.equal('alice');
    expect(one!.pane).not.to.equal(other!.pane);
  });

  it('ends after its life', () => {
    let now = 1_000;
    const tokens = createPaneTokens(secret, () => now);
    const token = tokens.issue('alice');
    now += paneTokenLifeMs - 1;
    expect(tokens.verify(token)).not.to.equal(null);
    now += 1;
    expect(tokens.verify(token)).to.equal(null);
  });

  it('fits into a subprotocol (RFC 9110 token), for every name', () => {
    const tokens = createPaneTokens(secret, () => Date.now());
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/), user => {
        const token = tokens.issue(user);
        expect(token).to.match(/^[\w.-]+$/);
        expect(tokens.verify(token)!.user).to.equal(user);
      }),
    );
  });

  it('takes nothing else for a token', () => {
    const tokens = createPaneTokens(secret, () => 1);
    fc.assert(fc.property(fc.string(), text => void expect(tokens.verify(text)).to.equal(null)));
  });
});
