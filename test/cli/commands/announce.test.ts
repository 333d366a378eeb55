import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';
import type { ServerFrame } from '../../../relay/protocol.ts';

describe('hallway announce', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  before(async () => {
    server = await startHallway();
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
  });
  after(() => server?.stop());

  it('reaches an open channel of a server that runs beside it', async () => {
    const token = await server.token('alice');
    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await new Promise(resolve => socket.once('message', resolve));
    const announced = new Promise<string>(resolve => {
      socket.on('message', data => {
        const frame = JSON.parse(String(data)) as ServerFrame;
        if (frame.kind === 'announced') resolve(frame.announcement.text);
      });
    });
    expect(
      (await server.command(['announce', 'Water is off at noon', '--to', 'alice', '--priority', 'urgent']))
        .status,
    ).to.equal(0);
    expect(await announced).to.equal('Water is off at noon');
    socket.terminate();
  });

  it('refuses people who are not there, and priorities that do not exist', async () => {
    const unknown = await server.command(['announce', 'x', '--to', 'ghost']);
    expect(unknown.status).to.equal(1);
    expect(unknown.stderr).to.contain('ghost');
    expect((await server.command(['announce', 'x', '--priority', 'mild'])).status).to.equal(2);
    expect((await server.command(['announce'])).status).to.equal(2);
  });
});
