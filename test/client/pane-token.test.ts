import { expect } from 'chai';
import { PaneToken } from '../../client/pane-token.ts';

const documentWith = (token: string) =>
  `<script type="application/json" id="hallway-boot">{"snapshot":{},"token":"${token}"}</script>`;

describe('PaneToken', () => {
  const make = (answer: () => Promise<Response>) => {
    const state = { now: 0, asked: 0 };
    const fetch = () => {
      state.asked++;
      return answer();
    };
    const token = new PaneToken('first', { fetch: fetch as typeof globalThis.fetch, now: () => state.now });
    return { token, state };
  };

  it('takes the token of a fresh document, asking once at a time', async () => {
    const { token, state } = make(async () => new Response(documentWith('second')));
    expect(await Promise.all([token.renew('/pane'), token.renew('/pane')])).to.deep.equal([true, true]);
    expect(token.value).to.equal('second');
    expect(state.asked).to.equal(1);
  });

  it('keeps its own while there is no other', async () => {
    const answers = [
      () => Promise.reject(new TypeError('offline')),
      async () => new Response('', { status: 503 }),
      async () => new Response('<h1>Log in</h1>'),
      async () => new Response(documentWith('"}').replace('}<', '<')),
    ];
    for (const answer of answers) {
      const { token } = make(answer);
      expect(await token.renew('/pane')).to.equal(false);
      expect(token.value).to.equal('first');
    }
  });

  it('is old after half of its life, and young again once renewed', async () => {
    const { token, state } = make(async () => new Response(documentWith('second')));
    state.now = 6 * 3_600_000 + 1;
    expect(token.isOld).to.equal(true);
    await token.renew('/pane');
    expect(token.isOld).to.equal(false);
  });
});
