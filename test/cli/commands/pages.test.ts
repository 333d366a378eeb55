import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';
import type { ServerFrame } from '../../../relay/protocol.ts';

describe('hallway pages', function () {
  this.timeout(60_000);
  let server: HallwayProcess;
  before(async () => {
    server = await startHallway();
    await server.addUser('alice', 'alice has a password');
  });
  after(() => server?.stop());

  it('is heard by the pages open at a server beside it, and stands after a restart', async () => {
    const run = async (word: string) => (await server.command(['pages', word])).stdout.trim();
    expect(await run('status')).to.equal('pages carry the window');

    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel?cursor=x.0`, {
      headers: { authorization: `Bearer ${await server.token('alice')}` },
    });
    const told: boolean[] = [];
    const off = new Promise(resolve => {
      socket.on('message', data => {
        const frame = JSON.parse(String(data)) as ServerFrame;
        if (frame.kind === 'pages') told.push(frame.on);
        if (frame.kind === 'pages' && !frame.on) resolve(undefined);
      });
    });
    await new Promise(resolve => socket.once('message', resolve));
    expect(await run('off')).to.match(/^pages carry no window, since \d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await off;
    expect(told).to.deep.equal([true, false]);
    socket.terminate();

    await server.end('SIGTERM');
    server = await startHallway({ folder: server.folder });
    expect(await run('status')).to.match(/^pages carry no window/);
    const json = await server.command(['pages', 'on', '--json']);
    expect(JSON.parse(json.stdout)).to.include({ on: true, by: null });
  });

  it('refuses other words', async () => {
    const wrong = await server.command(['pages', 'maybe']);
    expect(wrong.status).to.equal(2);
    expect(wrong.stderr).to.include('"maybe"').and.include('on | off | status');
    expect((await server.command(['pages'])).status).to.equal(2);
  });
});
