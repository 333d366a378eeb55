import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { ProxyError } from '../../proxy/errors.ts';
import { answerRaw } from '../../proxy/raw-answer.ts';
import { sendRaw } from './harness.ts';

describe('answerRaw', () => {
  it('answers whole, with extra headers, and ends the socket although bytes are left unread', async () => {
    const server = net.createServer(socket => {
      socket.once('data', () =>
        answerRaw(socket, new ProxyError('dns'), 'id', 'a.test', [], ['X-More', '1']),
      );
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const text = await sendRaw(port, 'x'.repeat(100_000));
    expect(text)
      .to.match(/^HTTP\/1\.1 502 Bad Gateway\r\n/)
      .and.include('X-More: 1\r\n')
      .and.include('Request: id');
    server.close();
  });
});
