import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { WebSocket, WebSocketServer } from 'ws';
import { PreparedFrames, textFrame } from '../../portal/text-frame.ts';

describe('textFrame', () => {
  let server: Server;
  let client: WebSocket;
  let socket: Duplex;
  before(async () => {
    const channels = new WebSocketServer({ noServer: true });
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.once('upgrade', (request, upgraded, head) => {
      socket = upgraded;
      channels.handleUpgrade(request, upgraded, head, () => {});
    });
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(client, 'open');
  });
  after(() => {
    client.terminate();
    server.close();
  });

  async function read(frame: Buffer): Promise<string> {
    const message = once(client, 'message');
    socket.write(frame);
    const [data, isBinary] = (await message) as [Buffer, boolean];
    expect(isBinary).to.equal(false);
    return data.toString();
  }

  it('is read as the text that it was, at each of the three lengths', async () => {
    for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
      const text = 'é'.repeat(length >> 1) + 'x'.repeat(length & 1);
      expect(await read(textFrame(text)), `${length} bytes`).to.equal(text);
    }
  });

  it('is read as the text that it was, whatever that is', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async text => {
        expect(await read(textFrame(text))).to.equal(text.toWellFormed());
      }),
      { numRuns: 40 },
    ));
});

describe('PreparedFrames', () => {
  it('makes the bytes of one frame once, and of each other anew', () => {
    const frames = new PreparedFrames();
    const [one, other] = [{ kind: 'one' }, { kind: 'other' }];
    const bytes = frames.bytesOf(one);
    expect(frames.bytesOf(one)).to.equal(bytes);
    expect(frames.bytesOf(other).subarray(2).toString()).to.equal('{"kind":"other"}');
    expect(frames.bytesOf(one)).to.deep.equal(bytes);
  });
});
