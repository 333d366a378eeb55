import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { corpusHeads, corpusName, type RecordedHead } from '../../fixtures/corpus.ts';
import { createInjector } from '../../injector/index.ts';
import { loader, paneUrl } from '../injector/support.ts';
import { basic, startProxy, type TestProxy } from '../proxy/harness.ts';

type Line = [name: string, value: string];

const page = Buffer.from(
  '<!doctype html><html><head><title>A page</title></head><body><p>text</p></body></html>',
);

/** Of one connection; framing is told anew on each. */
const ofConnection =
  /^(?:connection|keep-alive|proxy-authenticate|proxy-connection|te|transfer-encoding|upgrade)$/i;
/** HTTP.md 3 and 4: no longer true of a body that has changed. */
const untrue = /^(?:content-md5|(?:content-|repr-|unencoded-)?digest|last-modified|accept-ranges)$/i;
/** A tag without quotes could not be found again in the version that we make of it. */
const isDropped = ([name, value]: Line): boolean =>
  untrue.test(name) || (/^etag$/i.test(name) && !/^(?:W\/)?"[^"]*"$/.test(value));
const policy = /^content-security-policy(?:-report-only)?$/i;

describe(`the heads of real responses, through proxy and injector (${corpusName})`, function () {
  this.timeout(60_000);
  const heads = corpusHeads().map(sendable);
  let origin: net.Server;
  let test: TestProxy;

  before(async () => {
    origin = net.createServer(serve(heads));
    await new Promise<void>(resolve => origin.listen(0, '127.0.0.1', resolve));
    test = await startProxy({
      rewriter: createInjector({ loader, paneUrl, skip: [] }),
      policy: { pages: 'always' },
      upstream: { hosts: { 'site.example:80': `127.0.0.1:${(origin.address() as AddressInfo).port}` } },
    });
  });
  after(async () => {
    await test.stop();
    await new Promise(resolve => origin.close(resolve));
  });

  it('come out as they went in, but for the edits that an injected page needs', async () => {
    const counts = { pages: 0, untouched: 0, headers: 0, dropped: 0, tags: 0, policies: 0 };
    for (const [index, head] of heads.entries()) {
      const { status, lines, body } = await navigate(test.port, index);
      const sent = bodyOf(head);
      const isInjected = !body.equals(sent);
      counts[isInjected ? 'pages' : 'untouched']++;
      counts.headers += head.headers.length;
      expect(status, head.id).to.equal(head.status);

      const wanted = endToEnd(head.headers).filter(line => !(isInjected && isDropped(line)));
      counts.dropped += endToEnd(head.headers).length - wanted.length;
      const dates = lines.filter(([name]) => /^date$/i.test(name));
      // RFC 9110 6.6.1: whoever forwards a response without a date appends one.
      if (!wanted.some(([name]) => /^date$/i.test(name))) wanted.push(...dates.slice(-1));
      const names = (some: Line[]) => some.map(([name]) => name);
      expect(names(lines), head.id).to.deep.equal(names(wanted));
      for (const [at, [name, value]] of wanted.entries()) {
        const got = lines[at]![1];
        if (isInjected && /^etag$/i.test(name)) {
          counts.tags++;
          expect(got, head.id).to.match(/^W\/"hw[0-9a-f]{8}[sw]-/);
          expect(got.slice(got.indexOf('-') + 1), head.id).to.equal(value.replace(/^(?:W\/)?"/, ''));
        } else if (isInjected && /^content-length$/i.test(name)) {
          expect(got, head.id).to.equal(String(body.length));
        } else if (isInjected && policy.test(name)) {
          counts.policies++;
          expect(withoutOurs(got), head.id).to.deep.equal(withoutOurs(value));
        } else {
          expect(got, `${head.id}: ${name}`).to.equal(value);
        }
      }
    }
    console.log(`        ${JSON.stringify(counts)}`);
    expect(counts.pages).to.be.above(0);
  });
});

/** What can be sent on a wire: records of browsers join lines by line feeds, and one cut a line at a wrong colon. */
function sendable(head: RecordedHead): RecordedHead {
  const headers = head.headers
    .filter(([name]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name))
    .flatMap(([name, value]) => value.split('\n').map((line): Line => [name, line]));
  const hasLength = headers.some(([name]) => /^content-length$/i.test(name));
  const length = String(bodyOf({ ...head, headers }).length);
  return {
    ...head,
    headers: headers
      .filter(([name]) => !/^transfer-encoding$/i.test(name))
      .map(([name, value]): Line => [name, /^content-length$/i.test(name) ? length : value])
      .concat(hasLength ? [] : [['Transfer-Encoding', 'chunked']]),
  };
}

/** A page in the coding that the head names. */
function bodyOf({ headers }: RecordedHead): Buffer {
  const coding = headers.find(([name]) => /^content-encoding$/i.test(name))?.[1];
  if (coding === 'gzip') return gzipSync(page);
  return coding === 'br' ? brotliCompressSync(page) : page;
}

/** Writes the heads byte by byte as recorded; the path is a head's number. */
const serve = (heads: RecordedHead[]) => (socket: net.Socket) => {
  socket.on('error', () => {});
  socket.on('data', data => {
    const head = heads[Number(/^GET \/(\d+) /.exec(data.toString('latin1'))![1])]!;
    const body = bodyOf(head);
    const lines = head.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`HTTP/1.1 ${head.status} Reason\r\n${lines}\r\n`, 'latin1');
    const isChunked = head.headers.some(([name]) => name === 'Transfer-Encoding');
    socket.write(isChunked ? chunked(body) : body);
    if (head.headers.some(([name, value]) => /^connection$/i.test(name) && /close/i.test(value)))
      socket.end();
  });
};

const chunked = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);

function navigate(port: number, index: number): Promise<{ status: number; lines: Line[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: 'site.example',
      'proxy-authorization': basic(),
      'upgrade-insecure-requests': '1',
      accept: 'text/html',
      'accept-encoding': 'gzip, deflate, br',
    };
    const request = http.get(
      { host: '127.0.0.1', port, path: `http://site.example/${index}`, headers },
      async response => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const raw = response.rawHeaders;
        const lines = raw.flatMap((name, at) => (at % 2 ? [] : [[name, raw[at + 1]!] as Line]));
        resolve({ status: response.statusCode!, lines: endToEnd(lines), body: Buffer.concat(chunks) });
      },
    );
    request.on('error', reject);
  });
}

/** Without what concerns one connection alone (RFC 9110 7.6.1). */
function endToEnd(lines: Line[]): Line[] {
  const listed = lines
    .filter(([name]) => /^connection$/i.test(name))
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map(token => token.trim()),
    );
  return lines.filter(([name]) => !ofConnection.test(name) && !listed.includes(name.toLowerCase()));
}

/** Each policy's directives as they stand, without the two that the loader and its frame need. */
function withoutOurs(value: string): string[][] {
  return value.split(',').map(each =>
    each
      .split(';')
      .map(directive => directive.trim())
      .filter(directive => directive !== '' && !/^(?:script-src-elem|frame-src)\b/i.test(directive)),
  );
}
