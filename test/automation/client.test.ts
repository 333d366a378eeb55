import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { connect, type Hallway, HallwayError } from '../../automation/index.ts';
import { openStage, type Stage } from '../portal/portal-harness.ts';

describe('connect', () => {
  let stage: Stage;
  let hallway: Hallway;
  let waits: number[];
  /** What becomes of the next answers of the real server: they are lost on their way. */
  let lost = 0;
  let asked: { url: string; body: unknown }[];

  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    waits = [];
    asked = [];
    lost = 0;
    hallway = connect({
      url: `${stage.direct}/`,
      token: await stage.token('alice'),
      wait: async ms => void waits.push(ms),
      async fetch(url, init) {
        asked.push({ url: String(url), body: init?.body });
        const answer = await fetch(url, init);
        if (lost-- <= 0) return answer;
        throw new TypeError('the connection was lost');
      },
    });
  });

  it('calls the API by method and path, with typed input and output', async () => {
    const { people } = await hallway.call('GET /users', { query: 'bo' });
    expect(people.map(({ name }) => name)).to.deep.equal(['bob']);
    const { conversation, to } = await hallway.call('POST /invitations', { to: ['bob'], message: 'Hi' });
    expect(to[0]!.state).to.equal('pending');
    const { messages } = await hallway.call('GET /conversations/:conversation/messages', {
      ...{ conversation, limit: 1 },
    });
    expect(messages[0]!.text).to.equal('Hi');
    expect((await hallway.call('GET /me')).name).to.equal('alice');
    expect(await hallway.call('POST /logout')).to.equal(undefined);
  });

  it('sends again what was lost, under the same clientId, and nothing is done twice', async () => {
    const { conversation } = await hallway.call('POST /invitations', { to: ['bob'] });
    lost = 2;
    const sent = await hallway.call('POST /conversations/:conversation/messages', {
      conversation,
      text: 'Once',
    });
    expect([sent.seq, waits.length, asked.length]).to.deep.equal([1, 2, 4]);
    expect(new Set(asked.slice(1).map(({ body }) => body)).size).to.equal(1);
  });

  it('announces once, however often the answer is lost, and repeats nothing that could count twice', async () => {
    const root = connect({
      ...{ url: stage.direct, token: await stage.token('root') },
      wait: async ms => void waits.push(ms),
      async fetch(url, init) {
        await fetch(url, init);
        throw new TypeError('the connection was lost');
      },
    });
    const lost = (call: Promise<unknown>) => call.catch((reason: unknown) => reason);
    const error = await lost(root.call('POST /announcements', { text: 'Once' }));
    expect(error).to.be.instanceOf(HallwayError).and.include({ code: 'unreachable', status: 0 });
    expect(waits.length).to.be.greaterThan(0);
    const states = ['sent' as const];
    const sent = await stage.relay.announcing.list('root', { states, before: null, limit: 9 });
    expect(sent.map(({ text }) => text)).to.deep.equal(['Once']);
    waits.length = 0;
    await lost(root.call('POST /announcements/:announcement/remind', { announcement: sent[0]!.id }));
    expect(waits).to.deep.equal([]);
  });

  it('says what is wrong, by code and field', async () => {
    const error = await hallway.call('POST /invitations', { to: [] }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(HallwayError);
    expect(error).to.include({ code: 'invalid', status: 422, field: 'to', call: 'POST /invitations' });
  });

  describe('before a busy server', () => {
    let busy: Server;
    afterEach(() => busy.close());

    it('waits as long as Retry-After says', async () => {
      let count = 0;
      busy = createServer((_request, response) => {
        response.writeHead(count++ === 0 ? 429 : 200, { 'Retry-After': '3' }).end('{"name":"alice"}');
      });
      await new Promise<void>(resolve => busy.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
      const patient = connect({ url, token: 'x', wait: async ms => void waits.push(ms) });
      expect((await patient.call('GET /me')).name).to.equal('alice');
      expect(waits).to.deep.equal([3_000]);
    });
  });
});
