import { expect } from 'chai';
import { basic, sendRaw, startProxy } from './harness.ts';

describe('forwardUpgrade', () => {
  it('answers a failure with its own page and logs it', async () => {
    const test = await startProxy({ upstream: { hosts: { 'closed.test': '127.0.0.1:1' } } });
    const head = `GET http://closed.test/ HTTP/1.1\r\nHost: closed.test\r\nProxy-Authorization: ${basic()}\r\n`;
    const text = await sendRaw(test.port, `${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    expect(text)
      .to.match(/^HTTP\/1\.1 502 /)
      .and.include('X-Hallway-Error: refused');
    await test.stop();
    expect(test.lines.at(-1)).to.include({
      done: 'upgrade',
      status: 502,
      error: 'refused',
      host: 'closed.test',
    });
  });
});
