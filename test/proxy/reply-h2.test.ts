import http2, { type ServerHttp2Stream } from 'node:http2';
import net, { type AddressInfo } from 'node:net';
import { compose, PassThrough } from 'node:stream';
import { expect } from 'chai';
import { ReplyH2 } from '../../proxy/reply-h2.ts';

const resetFrame = 3;

/** The types of the frames that a server sent (RFC 9113 4.1). */
function framesIn(wire: Buffer): number[] {
  const types: number[] = [];
  for (let at = 0; at + 9 <= wire.length; at += 9 + wire.readUIntBE(at, 3)) types.push(wire[at + 3]!);
  return types;
}

describe('ReplyH2', () => {
  const answer = async (use: (reply: ReplyH2) => void) => {
    const server = http2.createServer();
    server.on('stream', stream => {
      stream.on('error', () => {});
      use(new ReplyH2(stream as ServerHttp2Stream, true));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    const wire: Buffer[] = [];
    const tap = new PassThrough().on('data', bytes => wire.push(bytes as Buffer));
    const session = http2.connect('http://127.0.0.1', {
      createConnection: () => compose(new PassThrough(), socket, tap),
    });
    const stream = session.request({ ':path': '/' });
    const events: string[] = [];
    stream.on('headers', headers => events.push(`interim ${headers[':status']}`));
    stream.on('response', headers => events.push(`head ${headers[':status']} ${headers['set-cookie']}`));
    stream.on('data', chunk => events.push(`data ${chunk}`));
    stream.on('trailers', headers => events.push(`trailers ${headers['x-t']}`));
    stream.on('error', () => events.push('error'));
    await new Promise(resolve => stream.once('close', resolve));
    session.close();
    server.close();
    // RFC 9113 8.1: to browsers a reset without an error is no end of a body.
    if (events.at(-1) !== 'error' && framesIn(Buffer.concat(wire)).includes(resetFrame)) events.push('reset');
    return events;
  };
  const head = {
    status: 201,
    statusMessage: '',
    headers: ['Set-Cookie', 'a', 'Set-Cookie', 'b', 'Trailer', 'x-t'],
  };

  it('sends interim heads, repeated headers, body and trailers', async () => {
    const events = await answer(reply => {
      reply.proceed();
      reply.inform(103, ['Link', '<a>']);
      reply.head(head, true);
      reply.write(Buffer.from('x'));
      reply.end(['x-t', '9']);
    });
    expect(events).to.include.members(['interim 103', 'head 201 a,b', 'data x', 'trailers 9']);
  });

  it('sends trailers that were not announced, and ends well without any', async () => {
    const unannounced = { ...head, headers: [] };
    const events = await answer(reply => {
      reply.head(unannounced, true);
      reply.write(Buffer.from('x'));
      reply.end(['x-t', '9']);
    });
    expect(events).to.include.members(['data x', 'trailers 9']);
    const none = await answer(reply => {
      reply.head(head, true);
      reply.write(Buffer.from('x'));
      reply.end([]);
    });
    expect(none).to.have.members(['head 201 a,b', 'data x']);
  });

  it('ends a response without a body with its head', async () => {
    const events = await answer(reply => {
      reply.head({ ...head, status: 304 }, false);
      reply.end([]);
    });
    expect(events).to.deep.equal(['head 304 a,b']);
  });

  it('resets a stream that it breaks off', async () => {
    expect(await answer(reply => reply.abort())).to.deep.equal(['error']);
  });

  it('breaks a stream off whose trailers cannot be sent, and nothing more than that', async () => {
    const events = await answer(reply => {
      reply.head(head, true);
      reply.end(['etag', '"a"', 'etag', '"b"']);
    });
    expect(events.at(-1)).to.equal('error');
  });

  it('sends a status that HTTP/2 does not know as a server error', async () => {
    const events = await answer(reply => {
      reply.head({ ...head, status: 999, headers: [] }, true);
      reply.write(Buffer.from('denied'));
      reply.end([]);
    });
    expect(events).to.include.members(['head 500 undefined', 'data denied']);
  });
});
