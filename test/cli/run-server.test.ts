import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../../fixtures/hallway-process.ts';
import type { ServerFrame } from '../../relay/protocol.ts';

describe('runUntilSignal', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  afterEach(() => server?.stop());

  it('drains on SIGTERM: channels are told to come back, the ready file is gone, exit status 0', async () => {
    server = await startHallway();
    await server.addUser('alice', 'alice has a password');
    const token = await server.token('alice');
    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const frames: ServerFrame[] = [];
    socket.on('message', data => frames.push(JSON.parse(String(data))));
    await new Promise(resolve => socket.once('message', resolve));
    const closed = new Promise(resolve => socket.once('close', resolve));
    const status = await server.end('SIGTERM');
    await closed;
    expect(status).to.equal(0);
    expect(frames.at(-1)).to.include({ kind: 'bye', reason: 'restart' });
    expect(existsSync(join(server.folder, 'ready.json'))).to.equal(false);
  });
});
