import type { ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { expect } from 'chai';
import type { Answer, Question } from './roads.ts';
import { navigation, type Site, startSite } from './site.ts';

const flushing: Record<string, () => Transform & zlib.Zlib> = {
  gzip: () => zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH }),
  deflate: () => zlib.createDeflate({ flush: zlib.constants.Z_SYNC_FLUSH }),
  br: () => zlib.createBrotliCompress({ flush: zlib.constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => zlib.createZstdCompress({ flush: zlib.constants.ZSTD_e_flush }),
};

const undoing: Record<string, () => Transform> = {
  gzip: zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
  zstd: zlib.createZstdDecompress,
};

const codings = ['identity', ...Object.keys(flushing)];

/** Sends pieces of text one by one in a coding, each flushed at once. */
class Sender {
  readonly #response: ServerResponse;
  readonly #encoder: Transform | null;

  constructor(response: ServerResponse, coding: string, headers: Record<string, string> = {}) {
    this.#response = response;
    this.#encoder = flushing[coding]?.() ?? null;
    this.#encoder?.pipe(response);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...headers,
      ...(this.#encoder ? { 'content-encoding': coding } : {}),
    });
  }

  send(text: string): void {
    (this.#encoder ?? this.#response).write(text);
  }

  end(): void {
    (this.#encoder ?? this.#response).end();
  }
}

/** What a browser could show of an answer so far. */
class Shown {
  text = '';
  readonly ended: Promise<void>;
  #wanted: { text: string; resolve: () => void } | null = null;

  constructor(answer: Answer) {
    const undo = undoing[answer.headers['content-encoding'] ?? 'identity']?.();
    const plain = undo ? answer.body.pipe(undo) : answer.body;
    plain.on('data', (piece: Buffer) => {
      this.text += piece.toString();
      this.#look();
    });
    this.ended = new Promise((resolve, reject) => plain.once('end', resolve).once('error', reject));
  }

  /** Done once the text ends so. */
  until(text: string): Promise<void> {
    return new Promise(resolve => {
      this.#wanted = { text, resolve };
      this.#look();
    });
  }

  #look(): void {
    if (this.#wanted && this.text.endsWith(this.#wanted.text)) this.#wanted.resolve();
  }
}

/** First tags of each kind that the injector treats in its own way. */
const beginnings = {
  plain: '<!doctype html><html lang="en"><head>',
  spaced: '<!doctype html>\n<html lang="en">\n<head>',
  commented: '<!-- a --><!doctype html><html lang="en"><head>',
  headless: '<p>',
};

describe('streams through the server', function () {
  this.timeout(20_000);
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  const overAll = async (look: (ask: Site['roads'][number]['ask'], name: string) => Promise<void>) => {
    for (const road of site.roads) await look(road.ask, road.name);
  };

  for (const coding of codings) {
    for (const [kind, beginning] of Object.entries(beginnings)) {
      it(`shows each part of a ${kind} page in ${coding} before the next is sent`, async () => {
        let sender: Sender | null = null;
        site.routes['/parts'] = (_request, response) => {
          sender = new Sender(response, coding);
          sender.send(`${beginning}<title>first</title>`);
        };
        await overAll(async (ask, name) => {
          const shown = new Shown(await ask('/parts', { headers: navigation }));
          await shown.until('<title>first</title>');
          for (const part of ['<p>second', '<p>third', '.']) {
            sender!.send(part);
            await shown.until(part);
          }
          sender!.end();
          await shown.ended;
          expect(shown.text.includes('<script data-hallway'), name).to.equal(true);
          expect(shown.text.endsWith('<title>first</title><p>second<p>third.'), name).to.equal(true);
        });
      });
    }

    it(`passes an event stream in ${coding} event by event`, async () => {
      let sender: Sender | null = null;
      site.routes['/events'] = (_request, response) => {
        sender = new Sender(response, coding, { 'content-type': 'text/event-stream' });
        sender.send('retry: 1\n\n');
      };
      await overAll(async ask => {
        const shown = new Shown(await ask('/events', { headers: { accept: 'text/event-stream' } }));
        for (const event of ['data: one\n\n', 'data: <html><head>\n\n', ': still here\n\n']) {
          sender!.send(event);
          await shown.until(event);
        }
        sender!.end();
        await shown.ended;
        expect(shown.text).to.equal('retry: 1\n\ndata: one\n\ndata: <html><head>\n\n: still here\n\n');
      });
    });
  }

  it('gives the head of an answer before its body has begun', async () => {
    let waiting: ServerResponse | null = null;
    site.routes['/slow'] = (_request, response) => {
      waiting = response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    };
    await overAll(async ask => {
      const answer = await ask('/slow');
      expect(answer.status).to.equal(200);
      waiting!.end('{}');
      expect(await textOf(answer)).to.equal('{}');
    });
  });

  it('lets a long poll wait while other requests are answered', async () => {
    let waiting: ServerResponse | null = null;
    const asked = Promise.withResolvers<void>();
    site.routes['/poll'] = (_request, response) => {
      waiting = response;
      asked.resolve();
    };
    site.routes['/quick'] = (_request, response) => void response.end('quick');
    await overAll(async ask => {
      const poll = ask('/poll');
      await asked.promise;
      for (let round = 0; round < 3; round++) expect(await textOf(await ask('/quick'))).to.equal('quick');
      waiting!.end('news');
      expect(await textOf(await poll)).to.equal('news');
    });
  });

  it('leaves a part of a body alone, its headers too', async () => {
    const seen: (string | undefined)[] = [];
    site.routes['/part'] = (request, response) => {
      seen.push(request.headers.range);
      response.writeHead(206, partial).end('<html><head><p>');
    };
    const partial = {
      'content-type': 'text/html',
      'content-range': 'bytes 0-14/100',
      'content-length': '15',
      'accept-ranges': 'bytes',
      etag: '"strong"',
      'content-security-policy': "default-src 'none'",
    };
    await overAll(async ask => {
      const {
        'sec-fetch-mode': _,
        'sec-fetch-dest': __,
        'upgrade-insecure-requests': ___,
        ...other
      } = navigation;
      // A navigation asks for all; the origin that answers with a part all the same is taken at its word.
      for (const headers of [other, navigation]) {
        const answer = await ask('/part', { headers: { ...headers, range: 'bytes=0-14' } });
        expect(answer.status).to.equal(206);
        expect(answer.headers).to.include(partial);
        expect(await textOf(answer)).to.equal('<html><head><p>');
      }
    });
    expect(seen).to.deep.equal(Array(3).fill(['bytes=0-14', undefined]).flat());
  });

  it('passes early hints before a page, and its trailers behind it', async () => {
    site.routes['/hints'] = (_request, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
      response.writeHead(200, { 'content-type': 'text/html', trailer: 'Server-Timing' });
      response.write('<!doctype html><head><p>');
      response.addTrailers({ 'Server-Timing': 'db;dur=5' });
      response.end();
    };
    await overAll(async (ask, name) => {
      const answer = await ask('/hints', { headers: navigation });
      expect(
        answer.interim.map(({ status }) => status),
        name,
      ).to.deep.equal([103]);
      expect(answer.interim[0]!.headers.link, name).to.equal('</a.css>; rel=preload; as=style');
      expect(await textOf(answer), name).to.contain('<script data-hallway');
      expect(answer.trailers()['server-timing'], name).to.equal('db;dur=5');
    });
  });

  it('ends an answer well whose trailers were announced and never came, or came unannounced', async () => {
    site.routes['/promised'] = (_request, response) => {
      response.writeHead(200, { trailer: 'x-sum' });
      response.write('body');
      response.end();
    };
    site.routes['/surprise'] = request =>
      void request.socket.end(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-Sum: 1\r\n\r\n',
      );
    await overAll(async (ask, name) => {
      const promised = await ask('/promised');
      expect(await textOf(promised), name).to.equal('body');
      expect(Object.keys(promised.trailers()), name).to.deep.equal([]);
      const surprise = await ask('/surprise');
      expect(await textOf(surprise), name).to.equal('body');
      expect(surprise.trailers()['x-sum'], name).to.equal('1');
    });
  });

  it('drops the trailers of an upload, which undici cannot send, and nothing else of it', async () => {
    site.routes['/upload'] = (request, response) => {
      request
        .resume()
        .on('end', () => response.end(JSON.stringify([request.headers.trailer, request.trailers])));
    };
    await overAll(async ask => {
      const question: Question = { method: 'POST', body: Readable.from(['a', 'b']) };
      question.headers = { trailer: 'x-sum' };
      question.trailers = { 'x-sum': '1' };
      // The name goes on, so that an origin can tell that something is missing (RFC 9110 6.6.2).
      expect(JSON.parse(await textOf(await ask('/upload', question)))).to.deep.equal(['x-sum', {}]);
      expect(JSON.parse(await textOf(await ask('/upload', { method: 'POST' })))).to.deep.equal([null, {}]);
    });
  });

  it('answers HEAD for a page with the headers that a GET would bring, but for its length', async () => {
    site.routes['/page'] = (_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': 30,
        etag: '"a"',
        'content-security-policy': "default-src 'none'",
      });
      response.end('<!doctype html><head><p>abcdef');
    };
    await overAll(async (ask, name) => {
      const got = await ask('/page', { headers: navigation });
      const text = await textOf(got);
      expect(text, name).to.contain('<script data-hallway');
      expect(got.headers['content-length'], name).to.equal(String(text.length));
      const asked = await ask('/page', { method: 'HEAD', headers: navigation });
      expect(await textOf(asked), name).to.equal('');
      expect(asked.headers['content-length'], name).to.equal(undefined);
      for (const header of ['etag', 'content-security-policy', 'content-type'])
        expect(asked.headers[header], `${name}: ${header}`).to.equal(got.headers[header]);
    });
  });

  it('lets a 304 revive a copy with the loader, and never one without', async () => {
    const asked: (string | undefined)[] = [];
    site.routes['/kept'] = (request, response) => {
      asked.push(request.headers['if-none-match'], request.headers['if-modified-since']);
      const headers = { etag: '"v1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' };
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304, headers).end();
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<!doctype html><head><p>x');
    };
    await overAll(async (ask, name) => {
      const bare = { 'if-none-match': '"v1"', 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' };
      const fresh = await ask('/kept', { headers: { ...navigation, ...bare } });
      expect([fresh.status, await textOf(fresh)].join(' '), name).to.match(/^200 .*data-hallway/);
      expect(fresh.headers, name).to.not.have.property('last-modified');
      const tag = fresh.headers.etag!;
      expect(tag, name).to.not.contain('"v1"');
      const again = await ask('/kept', { headers: { ...navigation, 'if-none-match': tag } });
      expect([again.status, await textOf(again), again.headers.etag], name).to.deep.equal([304, '', tag]);
    });
    expect(asked).to.deep.equal(Array(3).fill([undefined, undefined, '"v1"', undefined]).flat());
  });
});

async function textOf(answer: Answer): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) chunks.push(chunk as Buffer);
  const undo = undoing[answer.headers['content-encoding'] ?? ''];
  return undo ? Buffer.concat(chunks).toString('latin1') : Buffer.concat(chunks).toString();
}
