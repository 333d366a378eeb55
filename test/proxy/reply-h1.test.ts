import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { ReplyH1 } from '../../proxy/reply-h1.ts';
import { sendRaw } from './harness.ts';

describe('ReplyH1', () => {
  const answer = async (use: (reply: ReplyH1) => void, version = '1.1') => {
    const server = http.createServer((_request, response) => use(new ReplyH1(response, false)));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const text = await sendRaw(port, `GET / HTTP/${version}\r\nHost: a\r\nConnection: close\r\n\r\n`).catch(
      () => 'reset',
    );
    server.close();
    return text;
  };
  const head = { status: 200, statusMessage: 'Yes', headers: ['X-A', '1', 'X-A', '2', 'Trailer', 'x-t'] };

  it('sends interim heads, the head as given, body and trailers', async () => {
    const text = await answer(reply => {
      reply.inform(103, ['Link', '<a>', 'Link', '<b>']);
      reply.head(head, true);
      reply.write(Buffer.from('body'));
      reply.end(['x-t', '9']);
    });
    expect(text).to.match(/^HTTP\/1\.1 103 .*\r\nLink: <a>(, |,|\r\nLink: )<b>\r\n/);
    expect(text)
      .to.include('HTTP/1.1 200 Yes\r\nX-A: 1\r\nX-A: 2\r\n')
      .and.include('body')
      .and.include('x-t: 9');
  });

  it('sends the head although the body has not begun', async () => {
    const server = http.createServer((_request, response) => new ReplyH1(response, false).head(head, true));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const request = http.get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    const response = await new Promise<http.IncomingMessage>(resolve => request.on('response', resolve));
    expect(response.headers).to.have.property('x-a', '1, 2');
    response.on('error', () => {});
    request.destroy();
    server.close();
  });

  it('spares HTTP/1.0 clients interim heads, and resets what it breaks off', async () => {
    const text = await answer(reply => {
      reply.inform(103, []);
      reply.head({ ...head, headers: [] }, true);
      reply.end([]);
    }, '1.0');
    expect(text).to.match(/^HTTP\/1\.1 200/);
    expect(await answer(reply => reply.abort(), '1.0')).to.equal('reset');
  });

  for (const [what, status, headers, hasBody, version] of [
    ['a body of known length', 200, ['Content-Length', '2'], true, '1.1'],
    ['no body', 304, [], false, '1.1'],
    ['a client of HTTP/1.0', 200, [], true, '1.0'],
  ] as const) {
    it(`announces no trailers for ${what}, which it cannot send`, async () => {
      const text = await answer(reply => {
        reply.head({ status, statusMessage: '', headers: ['Trailer', 'x-t', ...headers] }, hasBody);
        if (hasBody) reply.write(Buffer.from('ok'));
        reply.end([]);
      }, version);
      expect(text)
        .to.match(new RegExp(`^HTTP/1.1 ${status}`))
        .and.not.match(/trailer/i);
    });
  }

  it('leaves out a reason phrase that HTTP cannot carry', async () => {
    const text = await answer(reply => {
      reply.head({ status: 404, statusMessage: 'Nicht verf\ufffdgbar', headers: [] }, true);
      reply.end([]);
    });
    expect(text).to.match(/^HTTP\/1\.1 404 \r\n/);
  });
});
