/**
 * Asks for one address over and over: `load-process.ts HOST:PORT URL SECONDS CONNECTIONS CODING
 * [NAME:PASSWORD]`.
 * Prints JSON: requests, seconds, bytes. Plain sockets, so that the asking costs little.
 */
import net from 'node:net';

const [target, url, seconds, connections, coding, credentials] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string?,
];
const [host, port] = target.split(':') as [string, string];
const head = [
  `GET ${url} HTTP/1.1`,
  `Host: ${URL.parse(url)?.host ?? target}`,
  // As a browser asks for a page, or for something in one.
  ...(url.includes('/page')
    ? ['Accept: text/html,application/xhtml+xml,*/*;q=0.8', 'Upgrade-Insecure-Requests: 1']
    : ['Accept: */*']),
  `Accept-Encoding: ${coding}`,
  'User-Agent: Mozilla/5.0 (bench)',
  ...(credentials ? [`Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}`] : []),
].join('\r\n');
const request = Buffer.from(`${head}\r\n\r\n`);

const last = Buffer.from('0\r\n\r\n');

let requests = 0;
let bytes = 0;
let isOver = false;
const start = performance.now();
setTimeout(() => {
  isOver = true;
}, Number(seconds) * 1_000);
await Promise.all(Array.from({ length: Number(connections) }, run));
console.log(JSON.stringify({ requests, bytes, seconds: (performance.now() - start) / 1_000 }));

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), host, () => socket.write(request));
    let pending: Buffer = Buffer.alloc(0);
    let left: number | null = null;
    let tail: Buffer = Buffer.alloc(0);
    let chunked = false;
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (left === null) {
        pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        const end = pending.indexOf('\r\n\r\n');
        if (end === -1) return;
        const text = pending.toString('latin1', 0, end).toLowerCase();
        if (!text.startsWith('http/1.1 200')) return reject(new Error(text.split('\r\n')[0]));
        const length = /content-length: (\d+)/.exec(text);
        chunked = length === null;
        left = chunked ? 0 : Number(length![1]);
        chunk = pending.subarray(end + 4);
        pending = Buffer.alloc(0);
      }
      left -= chunk.length;
      // A chunked body is over when it ends like this; the bodies of the origin do not.
      tail =
        chunk.length >= last.length
          ? chunk.subarray(-last.length)
          : Buffer.concat([tail, chunk]).subarray(-last.length);
      if (chunked ? tail.equals(last) : left <= 0) done();
    });
    function done() {
      requests++;
      left = null;
      tail = Buffer.alloc(0);
      if (!isOver) return void socket.write(request);
      socket.destroy();
      resolve();
    }
  });
}
