import { createHmac } from 'node:crypto';
import { expect } from 'chai';
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

  it('carries no secret', () => {
    expect(JSON.stringify(signedPost(letter, 0))).to.not.include('whsec_x');
  });
});
