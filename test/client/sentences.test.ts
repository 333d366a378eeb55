import { expect } from 'chai';
import { sentence, translated } from '../../client/sentences.ts';
import { relayErrors } from '../../relay/errors.ts';

/** Codes that programs meet, and no page. */
const unseen = ['scope_missing'];

describe('sentence', () => {
  for (const language of ['de', 'ar']) {
    it(`says in ${language} what is refused, for every code of the relay`, () => {
      const same = Object.keys(relayErrors).filter(
        code => sentence(language, code, 'It failed.') === 'It failed.',
      );
      expect(same).to.deep.equal(unseen);
    });
  }

  it('keeps what the server says where that says more, and of codes that it does not know', () => {
    expect(sentence('de', 'invalid', 'name: is empty')).to.include('\u2068name: is empty\u2069');
    expect(sentence('de', 'odd', 'It is odd.')).to.equal('It is odd.');
    expect(sentence('fr', 'limited', 'Wait.')).to.equal('Wait.');
  });
});

describe('translated', () => {
  it('changes the words of a refusal and nothing else, on the channel', async () => {
    const refusal = { ok: false as const, code: 'held', message: 'It is held.', field: 'name' };
    expect(await translated(refusal, 'de')).to.deep.equal({
      ...refusal,
      message: sentence('de', 'held', ''),
    });
  });

  it('changes them over HTTP, too', async () => {
    const body = { code: 'held', detail: 'It is held.', field: 'name', status: 409 };
    const answer = await translated(Response.json(body, { status: 409 }), 'ar');
    expect([answer.status, await answer.json()]).to.deep.equal([
      409,
      { ...body, detail: sentence('ar', 'held', '') },
    ]);
  });

  it('leaves what stands between its page', async () => {
    const page = new Response('<h1>Bad gateway</h1>', { status: 502 });
    const failed = await translated(page, 'de').catch(() => page);
    expect(await failed.text()).to.equal('<h1>Bad gateway</h1>');
  });
});
