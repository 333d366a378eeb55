import { expect } from 'chai';
import { basic, openTunnel, sendRaw, startProxy, type TestProxy } from './harness.ts';

describe('createConnectHandler', () => {
  let test: TestProxy;
  before(async () => {
    test = await startProxy({ policy: { intercept: 'never' } });
  });
  after(() => test.stop());

  for (const [target, status] of [
    ['a.test', 400],
    ['a.test:0', 400],
    ['http://a.test/', 400],
    ['a.test:25', 403],
    ['127.0.0.1:443', 403],
    ['nowhere.invalid:443', 502],
  ] as const) {
    it(`answers ${status} to a CONNECT to ${target}, and closes`, async () => {
      const text = await sendRaw(
        test.port,
        `CONNECT ${target} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${basic()}\r\n\r\n`,
      );
      expect(text)
        .to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
        .and.include('Connection: close');
    });
  }

  it('says that an account may not log in', async () => {
    const failure = await openTunnel(test.port, 'a.test:443', 'locked').catch(error => error);
    expect(failure.message).to.equal('HTTP/1.1 407');
    expect(test.lines.at(-1)).to.include({ error: 'disabled', done: 'refused', host: 'a.test' });
  });
});
