/**
 * WebSockets with nothing behind them, to compare with: prints its address, then writes each line that it reads to all
 * of them as one text frame, made once.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { textFrame } from '../portal/text-frame.ts';

const open = new Set<Duplex>();
const channels = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false });
const server = createServer();
server.on('upgrade', (request, socket, head) =>
  channels.handleUpgrade(request, socket, head, () => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // As Hallway greets each: the other side counts on a frame.
    socket.write(textFrame('{}'));
  }),
);
server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`));
createInterface({ input: process.stdin }).on('line', text => {
  const frame = textFrame(text);
  for (const socket of open) socket.write(frame);
});
