import { once } from 'node:events';
import { connect as connectHttp2, createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { bootOf, magicOrigin, openStage, type Stage } from './portal-harness.ts';

describe('createPortal', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('gives somebody who comes through the proxy their pane with its state in it', async () => {
    const { answer } = await stage.openPane('alice');
    expect(answer.status).to.equal(200);
    const boot = bootOf(answer.text);
    expect(boot.snapshot.me.name).to.equal('alice');
    expect(boot.mode).to.equal('pane');
    expect(boot.links).to.deep.equal({
      home: `${magicOrigin}/`,
      talk: `${magicOrigin}/talk`,
      people: `${magicOrigin}/people`,
      account: `${magicOrigin}/account`,
    });
  });

  it('lets two people talk over the API and the channel', async () => {
    const alice = await stage.token('alice');
    const bob = await stage.openPane('bob');
    const channel = stage.socket('magic', 'bob', '/api/v1/channel', {
      protocols: ['hallway.v1', `token.${bob.token}`],
      headers: { origin: magicOrigin },
    });
    expect((await channel.opened).status).to.equal(101);
    const invited = await stage.ask('/api/v1/invitations', {
      method: 'POST',
      headers: { authorization: `Bearer ${alice}` },
      body: { to: ['bob'], message: 'Lunch?' },
    });
    expect(invited.status).to.equal(201);
    const event = await channel.frame(frame => frame.kind === 'event' && frame.event.kind === 'message');
    expect(event).to.have.nested.property('event.message.text', 'Lunch?');
    channel.socket.close();
    await channel.closed;
  });

  it('answers over HTTP/2 as well, where the proxy speaks it', async () => {
    const server = createSecureServer(await (await createTestAuthority()).issue(['hallway.internal']));
    server.on('request', (request, response) =>
      stage.portal.magic.request(request as never, response as never, {
        ...{ user: 'alice', address: '10.0.0.9', host: 'hallway.internal' },
      }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connectHttp2(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      rejectUnauthorized: false,
    });
    const ask = async (headers: Record<string, string>, body = '') => {
      const stream = client.request(headers);
      if (body) stream.end(body);
      const [answer] = (await once(stream, 'response')) as [Record<string, unknown>];
      let text = '';
      for await (const chunk of stream) text += chunk;
      return { status: answer[':status'], text };
    };
    try {
      const pane = await ask({ ':path': '/pane', ':authority': 'hallway.internal' });
      expect(pane.status).to.equal(200);
      const draft = await ask(
        {
          ':path': '/api/v1/drafts/new',
          ':method': 'POST',
          'content-type': 'application/json',
          'hallway-token': bootOf(pane.text).token,
          origin: magicOrigin,
        },
        '{"text":"over h2"}',
      );
      expect(draft.status, draft.text).to.equal(200);
      expect((await ask({ ':path': '/%', ':authority': 'hallway.internal' })).status).to.equal(400);
    } finally {
      client.destroy();
      server.close();
      await once(server, 'close');
    }
  });

  it('tells channels to come back when it closes, and then listens no more', async () => {
    const own = await openStage();
    const channel = own.socket('direct', '', '/api/v1/channel', {
      headers: { authorization: `Bearer ${await own.token('alice')}` },
    });
    await channel.frame(frame => frame.kind === 'hello');
    await own.close();
    expect(await channel.closed).to.equal(1012);
    expect(channel.frames.at(-1)).to.include({ kind: 'bye', reason: 'restart' });
    const error = await own.ask('/healthz').catch(cause => cause);
    expect(error.code).to.equal('ECONNREFUSED');
  });
});
