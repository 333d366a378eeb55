import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { webhookKindNames } from '../../relay/protocol.ts';
import { signedPost } from '../../relay/signature.ts';

describe('signedPost', () => {
  const letter = {
    ...{ webhook: 'w', url: 'https://a.example/in', secret: 'whsec_x', id: 'w.7', n: 7, at: 1_000 },
    ...{ kind: 'person_created', data: { person: { name: 'alice' } } },
  };

  it('says what happened, and signs the very bytes with the time', () => {
    const { url, headers, body } = signedPost(letter, 1_700_000_000_999);
    expect(url).to.equal('https://a.example/in');
    expect(JSON.parse(body)).to.deep.equal({
      ...{ id: 'w.7', n: 7, kind: 'person_created', at: 1_000, person: { name: 'alice' } },
    });
    const mac = createHmac('sha256', 'whsec_x').update(`1700000000.${body}`).digest('hex');
    expect(headers).to.deep.equal({
      'Content-Type': 'application/json',
      'Hallway-Webhook': 'w',
      'Hallway-Delivery': 'w.7',
      'Hallway-Number': '7',
      'Hallway-Event': 'person_created',
      'Hallway-Timestamp': '1700000000',
      'Hallway-Signature': `v1=${mac}`,
    });
  });

  it('is told from a forgery by the lines that docs/webhooks.md shows, which names every kind', async () => {
    const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
    const [, script] = /```js\n([\s\S]+?)```/.exec(page)!;
    const source = `data:text/javascript,${encodeURIComponent(`${script}\nexport { isFromHallway };`)}`;
    const { isFromHallway } = await import(source);
    const { headers, body } = signedPost(letter, Date.now());
    const small = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]),
    );
    expect(isFromHallway('whsec_x', small, body)).to.equal(true);
    expect(isFromHallway('whsec_y', small, body)).to.equal(false);
    expect(isFromHallway('whsec_x', small, `${body} `)).to.equal(false);
    for (const kind of webhookKindNames) expect(page).to.contain(`\`${kind}\``);
  });

  it('carries no secret', () => {
    expect(JSON.stringify(signedPost(letter, 0))).to.not.include('whsec_x');
  });
});
