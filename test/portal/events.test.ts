import { type ClientRequest, request } from 'node:http';
import { expect } from 'chai';
import { channelLimits } from '../../portal/channel.ts';
import { createFormatter } from '../../portal/events.ts';
import { openStage, type Stage } from './portal-harness.ts';

interface ReadEvent {
  id?: string;
  event?: string;
  data?: string;
}

describe('createEventStreams', () => {
  let stage: Stage;
  let authorization: string;
  before(async () => {
    stage = await openStage();
    authorization = `Bearer ${await stage.token('bob')}`;
  });
  after(() => stage.close());

  /** Reads until an event fits, then hangs up. */
  function read(
    path: string,
    headers: Record<string, string>,
    fits: (event: ReadEvent) => boolean,
  ): Promise<ReadEvent[]> {
    return new Promise((resolve, reject) => {
      const asked = request(
        `${stage.direct}${path}`,
        { headers: { authorization, ...headers }, agent: false },
        response => {
          expect(response.statusCode).to.equal(200);
          expect(response.headers['content-type']).to.match(/^text\/event-stream/);
          expect(response.headers['cache-control']).to.equal('no-store');
          let text = '';
          response.on('data', chunk => {
            text += chunk;
            const events = text
              .split('\n\n')
              .slice(0, -1)
              .map(parse)
              .filter(({ event }) => event);
            if (!events.some(fits)) return;
            asked.destroy();
            resolve(events);
          });
          response.on('error', () => {});
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }
  const parse = (block: string): ReadEvent =>
    Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/s).slice(0, 2)));
  const isText =
    (text: string) =>
    ({ event, data }: ReadEvent) =>
      event === 'message' && JSON.parse(data!).event.message.text === text;

  it('bounds how many streams one person has open', async () => {
    const alice = { authorization: `Bearer ${await stage.token('alice')}` };
    const open = () =>
      new Promise<ClientRequest & { status?: number }>((resolve, reject) => {
        const asked: ClientRequest & { status?: number } = request(
          `${stage.direct}/api/v1/events`,
          { headers: alice, agent: false },
          response => {
            asked.status = response.statusCode;
            response.on('error', () => {});
            resolve(asked);
          },
        );
        asked.on('error', reject);
        asked.end();
      });
    const streams = [];
    for (let count = 0; count < channelLimits.perPerson; count += 1) streams.push(await open());
    expect((await open()).status).to.equal(429);
    for (const stream of streams.splice(0)) stream.destroy();
    let last = await open();
    const deadline = Date.now() + 5_000;
    while (last.status !== 200 && Date.now() < deadline) last = await open();
    expect(last.status).to.equal(200);
    last.destroy();
  });

  it('goes on behind the last id, and behind the cursor when there is none', async () => {
    const { cursor } = await stage.relay.snapshot('bob');
    const start = `/api/v1/events?cursor=${cursor.epoch}.${cursor.n}`;
    const { conversation } = await stage.relay.perform('alice', 'invite', { to: ['bob'], message: 'one' });
    const first = await read(start, {}, isText('one'));
    expect(first[0]!.event).to.equal('hello');
    expect(first[0]!.id).to.equal(`${cursor.epoch}.${cursor.n}`);

    await stage.relay.perform('alice', 'send', { conversation, clientId: 'm2', text: 'two' });
    const last = first.find(isText('one'))!.id!;
    const second = await read(start, { 'last-event-id': last }, isText('two'));
    expect(second.some(isText('one'))).to.equal(false);
    const number = (id: string) => Number(id.split('.')[1]);
    expect(number(second.at(-1)!.id!)).to.be.above(number(last));
  });

  it('tells a reader without a cursor where it stands, so that nothing is missed', async () => {
    const { cursor } = await stage.relay.snapshot('bob');
    const [hello] = await read('/api/v1/events', {}, ({ event }) => event === 'hello');
    expect(hello!.id).to.equal(`${cursor.epoch}.${cursor.n}`);
  });

  it('starts anew from a snapshot when the log is another one', async () => {
    const events = await read('/api/v1/events?cursor=otherlog.1', {}, ({ event }) => event === 'reset');
    expect(JSON.parse(events.at(-1)!.data!).snapshot.me.name).to.equal('bob');
  });
});

describe('createFormatter', () => {
  it('leaves out what is no part of the log', () => {
    const format = createFormatter(null);
    expect(format({ kind: 'typing', conversation: 'c', name: 'n' })).to.equal('');
    expect(format({ kind: 'bye', reason: 'restart', retryMs: 5 })).to.equal(
      'event: bye\ndata: {"reason":"restart","retryMs":5}\n\n',
    );
  });

  it('keeps every event on one line of data, whatever is in it', () => {
    const format = createFormatter({ epoch: 'e', n: 1 });
    const announcement = {
      id: 'a',
      from: { name: 'n', display: 'N' },
      text: 'a\nb\r\nid: 9\n\n',
      priority: 'info' as const,
      ...{ at: 1, revision: 1, expiresAt: null },
    };
    const text = format({ kind: 'announced', announcement });
    expect(text.split('\n')).to.have.length(4);
    expect(text).to.match(/^event: announcement\ndata: /);
    expect(format({ kind: 'announcements', open: [announcement, announcement] })).to.equal(text + text);
    expect(format({ kind: 'announcement-over', announcement: 'a', why: 'expired' })).to.equal(
      'event: announcement-over\ndata: {"announcement":"a","why":"expired"}\n\n',
    );
  });
});
