import { expect } from 'chai';
import { verifyWebhook } from '../../automation/webhook.ts';
import { signedPost } from '../../relay/signature.ts';

describe('verifyWebhook', () => {
  const now = 1_700_000_000_000;
  const secret = 'whsec_x';
  const { headers: sent, body } = signedPost(
    {
      ...{ webhook: 'w', url: 'https://a.example/', secret, id: 'w.1', n: 1, at: now },
      ...{ kind: 'person_created', data: { person: { name: 'älice' } } },
    },
    now,
  );
  const headers = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]),
  );

  it('gives out what this Hallway has sent, from text or bytes, from plain headers or a Headers', async () => {
    const event = { id: 'w.1', n: 1, kind: 'person_created', at: now, person: { name: 'älice' } };
    expect(await verifyWebhook({ secret, headers, body, now })).to.deep.equal(event);
    const bytes = new TextEncoder().encode(body);
    expect(await verifyWebhook({ secret, headers: new Headers(sent), body: bytes, now })).to.deep.equal(
      event,
    );
  });

  it('takes nothing that was changed, signed with another secret, not signed, or sent long ago', async () => {
    const verdict = (more: object) => verifyWebhook({ secret, headers, body, now, ...more });
    expect(await verdict({ body: body.replace('1', '2') })).to.equal(null);
    expect(await verdict({ secret: 'whsec_y' })).to.equal(null);
    expect(await verdict({ headers: {} })).to.equal(null);
    expect(await verdict({ headers: { ...headers, 'hallway-timestamp': '1700000001' } })).to.equal(null);
    expect(await verdict({ headers: { ...headers, 'hallway-signature': `v2=${'0'.repeat(64)}` } })).to.equal(
      null,
    );
    expect(await verdict({ now: now + 300_001 })).to.equal(null);
    expect(await verdict({ now: now - 300_001 })).to.equal(null);
  });
});
