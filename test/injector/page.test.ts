import { expect } from 'chai';
import { createInjector, type RawHeaders } from '../../injector/index.ts';
import { bodyOf, encoders, loader, navigation, paneUrl } from './support.ts';

const injector = createInjector({ loader, paneUrl, skip: [] });

function respond(headers: RawHeaders, status = 200, method = 'GET') {
  return injector.begin(navigation([], method))!.respond({ status, statusMessage: 'X', headers })!;
}

describe('InjectedPage', () => {
  it('amends policies, replaces the tag, and drops what told of the original bytes', () => {
    const { head } = respond([
      'Content-Type',
      'text/html;charset=utf-8',
      'content-security-policy',
      "default-src 'none'",
      'ETag',
      '"a"',
      'Content-Length',
      '5',
      'Last-Modified',
      'x',
      'Accept-Ranges',
      'bytes',
      'Repr-Digest',
      'x',
      'X-Other',
      'y',
    ]);
    expect(head).to.include({ status: 200, statusMessage: 'X' });
    expect(head.headers.filter((_, index) => index % 2 === 0)).to.deep.equal([
      'Content-Type',
      'content-security-policy',
      'ETag',
      'X-Other',
    ]);
    expect(head.headers[3]).to.match(
      /^default-src 'none'; script-src-elem 'sha256-\S+'; frame-src https:\S+\/pane$/,
    );
    expect(head.headers[5]).to.match(/^W\/"hw[0-9a-f]{8}s-a"$/);
  });

  for (const coding of ['identity', 'gzip', 'br']) {
    it(`says the new length of a page in ${coding} whose place is known when its head goes out`, async () => {
      const body = encoders[coding]!(Buffer.from('<!doctype html><title>A</title><p>text'));
      const page = respond([
        'Content-Type',
        'text/html;charset=utf-8',
        'Content-Encoding',
        coding,
        'Content-Length',
        String(body.length),
      ]);
      const given = await bodyOf(page, [body]);
      expect(given.length).to.be.above(body.length);
      expect(page.head.headers.slice(-2)).to.deep.equal(['Content-Length', String(given.length)]);
    });
  }

  it('says no length where the place is not known yet, and none where the origin says none', async () => {
    const text = Buffer.from('<!-- long --><!doctype html><title>A</title><p>text');
    const typed = ['Content-Type', 'text/html;charset=utf-8'];
    const early = respond([...typed, 'Content-Length', String(text.length)]);
    await bodyOf(early, [text.subarray(0, 20), text.subarray(20)]);
    expect(early.head.headers).to.deep.equal(typed);

    const unsaid = respond(typed);
    await bodyOf(unsaid, [text]);
    expect(unsaid.head.headers).to.deep.equal(typed);
  });

  it('keeps the headers of HEAD and 304 in step, without a body', () => {
    for (const page of [respond(['Content-Type', 'text/html'], 200, 'HEAD'), respond(['ETag', '"a"'], 304)]) {
      expect(page.body).to.equal(null);
    }
    expect(respond(['ETag', '"a"', 'Content-Length', '7'], 304).head.headers[1]).to.match(/^W\/"hw/);
  });

  it('carries the charset of a meta into the type, when the head is read behind the first bytes', async () => {
    const text = Buffer.from('<!doctype html><meta charset=Shift_JIS><p>');
    const page = respond(['Content-Type', 'text/html; ']);
    await bodyOf(page, [text]);
    expect(page.head.headers).to.deep.equal(['Content-Type', 'text/html; charset=shift_jis']);

    const early = respond(['Content-Type', 'text/html']);
    expect(early.head.headers).to.deep.equal(['Content-Type', 'text/html']);
    await bodyOf(early, [text]);
    expect(early.head.headers).to.deep.equal(['Content-Type', 'text/html']);
  });

  it('has the browser drop older copies of a secure origin, where pages are kept at all', async () => {
    const page = async (headers: RawHeaders, circumstances = { staleCopies: true }, secure = true) => {
      const response = { status: 200, statusMessage: '', headers: ['Content-Type', 'text/html', ...headers] };
      const answer = injector.begin({ ...navigation(), secure }, circumstances)!.respond(response)!;
      await bodyOf(answer, [Buffer.from('<!doctype html>')]);
      const at = answer.head.headers.indexOf('Clear-Site-Data');
      expect(answer.sweeps).to.equal(at >= 0);
      return at >= 0 && answer.head.headers[at + 1];
    };
    const kept = ['Cache-Control', 'max-age=600'];
    expect(await page(kept)).to.equal('"cache"');
    expect(await page(kept, { staleCopies: false })).to.equal(false);
    expect(await page(kept, { staleCopies: true }, false)).to.equal(false);
    expect(await page(['Cache-Control', 'no-store'])).to.equal(false);
  });

  it('leaves a type alone that names a charset, known or not', async () => {
    for (const type of ['text/html; charset=gbk', 'text/html; charset=nonsense']) {
      const page = respond(['Content-Type', type]);
      await bodyOf(page, [Buffer.from('<meta charset=Shift_JIS><p>')]);
      expect(page.head.headers[1]).to.equal(type);
    }
  });

  it('leaves the whole head alone when the first bytes show that the page will not be touched', async () => {
    const headers = ['Content-Length', '40', 'ETag', '"a"'];
    const page = respond(headers);
    const text = Buffer.from('{"not": "html", "but": "something else"}');
    expect((await bodyOf(page, [text])).equals(text)).to.equal(true);
    expect(page.head.headers).to.deep.equal(headers);
  });
});
