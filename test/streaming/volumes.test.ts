import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { expect } from 'chai';
import { until } from '../proxy/harness.ts';
import { navigation, type Site, startSite } from './site.ts';

const total = 2 ** 30;
/** What the server may grow by, whatever passes through it. */
const mayGrow = 150 * 2 ** 20;

const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** A megabyte of letters that compresses little; the same each time. */
const letters = Buffer.alloc(2 ** 20);
for (let at = 0, state = 1; at < letters.length; at++) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  letters[at] = alphabet[state >>> 26]!;
}

/** The same bytes over and over, with a count of what was taken. */
class Flood extends Readable {
  given = 0;
  crc = 0;
  readonly #piece: Buffer;
  readonly #total: number;

  constructor(piece: Buffer, wanted: number) {
    super({ highWaterMark: piece.length });
    this.#piece = piece;
    this.#total = wanted;
  }

  override _read(): void {
    if (this.given >= this.#total) {
      this.push(null);
      return;
    }
    this.given += this.#piece.length;
    this.crc = zlib.crc32(this.#piece, this.crc);
    this.push(this.#piece);
  }
}

/** Takes all there is; answers how much it was, and its checksum. */
async function drain(source: Readable): Promise<{ bytes: number; crc: number }> {
  const drained = { bytes: 0, crc: 0 };
  for await (const chunk of source as AsyncIterable<Buffer>) {
    drained.bytes += chunk.length;
    drained.crc = zlib.crc32(chunk, drained.crc);
  }
  return drained;
}

/** Memory of a process as the kernel counts it (proc(5)): now, and the most there ever was. In bytes. */
function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)![1]);
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 };
}

/** Waits until a count has stood still for half a second; fails after ten. */
async function still(count: () => number): Promise<number> {
  const deadline = Date.now() + 10_000;
  let looks = 0;
  let before = -1;
  while (looks < 10) {
    if (Date.now() > deadline) throw new Error(`${before} bytes, and still growing`);
    looks = count() === before && before > 0 ? looks + 1 : 0;
    before = count();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return before;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const beginning = '<!doctype html><html lang="en"><head><title>Long</title></head><body><p>';

/** Answers that do not end, each of which the server treats in a way of its own; each tells how much it has sent. */
const floods: Record<string, (response: ServerResponse) => () => number> = {
  'a file': response => pour(response, response, letters),
  'a page': response => {
    response.writeHead(200, html).write(beginning);
    return pour(response, response, letters);
  },
  'a gzip page that is prefixed': response =>
    compressed(response, zlib.createGzip({ level: 1 }), 'gzip', beginning),
  'a gzip page that is decoded': response =>
    compressed(response, zlib.createGzip({ level: 1 }), 'gzip', `<!-- a -->${beginning}`),
  'a br page': response => {
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 0 };
    return compressed(response, zlib.createBrotliCompress({ params }), 'br', beginning);
  },
};

function pour(response: ServerResponse, into: Writable, piece: Buffer): () => number {
  const flood = new Flood(piece, total);
  pipeline(flood, into).catch(() => {});
  response.on('close', () => flood.destroy());
  return () => flood.given;
}

function compressed(
  response: ServerResponse,
  encoder: zlib.Gzip | zlib.BrotliCompress,
  coding: string,
  first: string,
): () => number {
  response.writeHead(200, { ...html, 'content-encoding': coding });
  encoder.write(first);
  pipeline(encoder, response).catch(() => {});
  return pour(response, encoder, letters);
}

describe('the server, through which much passes', function () {
  this.timeout(60_000);
  let site: Site;
  let start: number;
  before(async () => {
    site = await startSite();
    // One small exchange by each road first, so that certificate, connections and code are there.
    site.routes['/small'] = (_request, response) => void response.end('small');
    for (const road of site.roads) await drain((await road.ask('/small')).body);
    start = memoryOf(site.server.pid).now;
  });
  after(() => site.stop());

  const expectBounded = (what: string) => {
    const grown = memoryOf(site.server.pid).peak - start;
    console.log(`        ${what}: the server's memory grew by at most ${(grown / 2 ** 20).toFixed(0)} MB`);
    expect(grown, what).to.be.below(mayGrow);
  };

  for (const index of [0, 1, 2]) {
    const name = ['http', 'https with HTTP/1.1', 'https with HTTP/2'][index]!;
    it(`passes a download of 1 GB by ${name} whole, in constant memory`, async () => {
      const flood = new Flood(letters, total);
      site.routes['/big'] = (_request, response) => void flood.pipe(response);
      const got = await drain((await site.roads[index]!.ask('/big')).body);
      expect(got).to.deep.equal({ bytes: total, crc: flood.crc });
      expectBounded(name);
    });

    it(`passes an upload of 1 GB by ${name} whole, in constant memory`, async () => {
      const flood = new Flood(letters, total);
      site.routes['/up'] = async (request, response) => {
        response.end(JSON.stringify(await drain(request)));
      };
      const answer = await site.roads[index]!.ask('/up', { method: 'POST', body: flood });
      expect(JSON.parse(String(await answer.body.toArray()))).to.deep.equal({ bytes: total, crc: flood.crc });
      expectBounded(name);
    });

    for (const [kind, send] of Object.entries(floods)) {
      it(`holds ${kind} back by ${name} while the browser does not read`, async () => {
        let sent: () => number = () => 0;
        let gone = false;
        site.routes['/flood'] = (_request, response) => {
          response.on('close', () => {
            gone = true;
          });
          sent = send(response);
        };
        const answer = await site.roads[index]!.ask('/flood', { headers: navigation });
        expect(await still(() => sent())).to.be.below(64 * 2 ** 20);
        expectBounded(name);
        answer.abandon();
        await until(() => gone);
      });
    }

    it(`holds an upload back by ${name} while the origin does not read`, async () => {
      const flood = new Flood(letters, total);
      const asked = Promise.withResolvers<ServerResponse>();
      site.routes['/deaf'] = (_request, response) => asked.resolve(response);
      const asking = site.roads[index]!.ask('/deaf', { method: 'POST', body: flood });
      const response = await asked.promise;
      expect(await still(() => flood.given)).to.be.below(64 * 2 ** 20);
      expectBounded(name);
      response.end('enough');
      const answer = await asking;
      expect(String(await answer.body.toArray())).to.equal('enough');
      answer.abandon();
      flood.destroy();
    });
  }
});
