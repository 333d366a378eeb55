import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { until } from './conversations/until.ts';

const rounds = 3;

interface Told {
  id: string;
  n: number;
  kind: string;
  message: { id: string; seq: number };
}

describe('SIGKILL under a stream of webhook deliveries', function () {
  this.timeout(120_000);
  let server: HallwayProcess;
  let receiver: Server;
  const told: Told[] = [];
  before(async () => {
    receiver = createServer(async (request, response) => {
      const body = (await json(request)) as Told;
      // Slow enough for a kill to fall between what was heard and the answer.
      await delay(10);
      if (!response.destroyed) told.push(body);
      response.end();
    });
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server?.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  async function call<T>(token: string, method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://${server.portal}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  it('tells of everything that was stored, at least once, in order, and under the same id each time', async () => {
    const variables = {
      HALLWAY_UPSTREAM_HOSTS: JSON.stringify({
        'receiver.test': `127.0.0.1:${(receiver.address() as AddressInfo).port}`,
      }),
    };
    server = await startHallway({ variables });
    const { folder } = server;
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
    const tokens = { root: await server.token('admin'), alice: await server.token('alice') };
    const url = 'http://receiver.test/in';
    const { id } = await call<{ id: string }>(tokens.root, 'POST', '/admin/webhooks', {
      url,
      events: ['message_stored'],
    });
    const { conversation } = await call<{ conversation: string }>(tokens.alice, 'POST', '/invitations', {
      to: ['bob'],
    });
    const stored: string[] = [];
    let isOver = false;
    const talk = async (label: string) => {
      for (let count = 0; !isOver; count++) {
        const message = { clientId: `${label}${count}`, text: 'x' };
        const path = `/conversations/${conversation}/messages`;
        stored.push((await call<{ id: string }>(tokens.alice, 'POST', path, message)).id);
      }
    };

    for (let round = 1; round <= rounds; round++) {
      isOver = false;
      // The kill ends them by an error.
      const talking = ['a', 'b'].map(label => talk(`${label}${round}-`).catch(() => {}));
      // The random moment is the point: no event marks it.
      await delay(400 + Math.random() * 600);
      await server.end('SIGKILL');
      isOver = true;
      await Promise.all(talking);
      server = await startHallway({ folder, variables });
    }
    interface Queue {
      id: string;
      waiting: number;
      dropped: number;
    }
    const webhook = await until(
      'an empty queue',
      async () => {
        const { webhooks } = await call<{ webhooks: Queue[] }>(tokens.root, 'GET', '/admin/webhooks');
        return webhooks.find(one => one.waiting === 0);
      },
      () => told.length,
      60_000,
    );
    expect(webhook).to.include({ id, dropped: 0 });

    const first = new Map<string, Told>();
    for (const one of told) if (!first.has(one.id)) first.set(one.id, one);
    const numbers = [...first.values()].map(({ n }) => n);
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    const again = told.filter((one, index) => index > 0 && one.n < told[index - 1]!.n);
    expect(again, 'an event comes again at once or not at all').to.deep.equal([]);
    for (const one of told) expect(one).to.deep.equal(first.get(one.id));
    expect([...first.values()].map(({ message }) => message.id)).to.include.members(stored);
  });
});
