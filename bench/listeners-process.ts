/**
 * Many channels, held by sockets that cost little: `listeners-process.ts HOST:PORT PATH TOKENS`, a file with one token in
 * each line. Prints `open` when each has heard something, then for every word that it reads, once all have got a frame
 * with that word, the time of the last of them (the machine's clock that never steps, in milliseconds).
 */
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';

const [target, path, file] = process.argv.slice(2) as [string, string, string];
const [host, port] = target.split(':') as [string, string];
const tokens = readFileSync(file, 'utf8').trim().split('\n');
const connectingAtOnce = 64;
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

let word = Buffer.alloc(0);
let left = 0;
const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

let next = 0;
await Promise.all(
  Array.from({ length: connectingAtOnce }, async () => {
    while (next < tokens.length) await open(tokens[next++]!);
  }),
);
console.log('open');
createInterface({ input: process.stdin }).on('line', line => {
  word = Buffer.from(line);
  left = tokens.length;
  console.log('ready');
});

function open(token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port: Number(port), noDelay: true });
    const head = [
      `GET ${path} HTTP/1.1`,
      `Host: ${target}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: aGFsbHdheSBiZW5jaCBrZQ==',
      `Authorization: Bearer ${token}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.on('error', reject);
    socket.once('data', first => {
      if (!first.toString('latin1', 0, 12).endsWith('101')) reject(new Error(first.toString()));
      socket.on('data', take);
      resolve();
    });
    function take(chunk: Buffer): void {
      // A ping comes alone: it is sent when nothing was heard for a while.
      if (chunk[0] === 0x89) socket.write(pong);
      if (left > 0 && chunk.includes(word)) {
        left -= 1;
        if (left === 0) console.log(monotonicMs());
      }
    }
  });
}
