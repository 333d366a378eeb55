import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { createLog } from '../../cli/log.ts';
import { runUntilSignal } from '../../cli/run-server.ts';
import type { Server } from '../../cli/server.ts';
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

  it('stops and says so when the server cannot go on', async () => {
    let stopped = false;
    const address = { host: '127.0.0.1', port: 1 };
    const broken = {
      proxy: address,
      portal: address,
      broken: Promise.resolve(new Error('The thread of the store ended unexpectedly.')),
      stop: async () => {
        stopped = true;
      },
    };
    const error = await runUntilSignal(broken as unknown as Server, null, createLog('silent')).catch(
      (caught: Error) => caught,
    );
    expect((error as Error).message).to.match(/^the store has failed: .* start again/);
    expect(stopped).to.equal(true);
  });
});
