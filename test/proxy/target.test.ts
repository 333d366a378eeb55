import type { lookup } from 'node:dns';
import { expect } from 'chai';
import { createTargets } from '../../proxy/target.ts';

describe('createTargets', () => {
  const make = (hosts = {}, allow: string[] = [], answers: string[][] = []) => {
    const resolver = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
      const found = answers.shift() ?? [];
      done(
        null,
        found.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as unknown as typeof lookup;
    return createTargets({ hosts, allow, connectPorts: [443] }, Date.now, resolver);
  };
  const addresses = (targets: ReturnType<typeof make>, host: string, port = 80) =>
    new Promise<unknown>(resolve => {
      targets.resolve(host, port).lookup(host, { all: true }, (error, found) => {
        resolve(
          error
            ? (error as { code?: string }).code
            : (found as { address: string }[]).map(one => one.address),
        );
      });
    });

  it('judges the address of every single look-up, so that rebinding does not help', async () => {
    const targets = make({}, [], [['192.0.2.5'], ['127.0.0.1'], ['127.0.0.1', '10.1.2.3']]);
    targets.addListener(9);
    expect(await addresses(targets, 'rebind.test')).to.deep.equal(['192.0.2.5']);
    expect(await addresses(targets, 'rebind.test')).to.equal('target_refused');
    expect(await addresses(targets, 'rebind.test')).to.deep.equal(['10.1.2.3']);
  });

  for (const address of [
    '0.0.0.0',
    '127.9.9.9',
    '169.254.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'localhost',
    'any.localhost',
    '3221225989',
    '127.1',
    '0x7f.0.0.1',
    'a.1',
  ]) {
    it(`refuses ${address}`, () => {
      expect(() => make().resolve(address, 80))
        .to.throw()
        .with.property('code', 'target_refused');
    });
  }

  it('lets private networks through', () => {
    for (const address of ['10.0.0.1', '192.168.1.1', 'fd12::1']) make().resolve(address, 80);
  });

  it('maps hosts with and without a port, and lets a map name loopback', () => {
    const targets = make({ 'a.test:443': '127.0.0.1:9000', 'b.test': '127.0.0.1' });
    expect(targets.resolve('a.test', 443)).to.include({ host: '127.0.0.1', port: 9000, isMapped: true });
    expect(targets.resolve('a.test', 80)).to.include({ host: 'a.test', port: 80, isMapped: false });
    expect(targets.resolve('b.test', 81)).to.include({ host: '127.0.0.1', port: 81, isMapped: true });
  });

  it('lets exceptions through, by host, address and subnet', async () => {
    for (const rule of ['localhost', '127.0.0.0/8', '::1']) make({}, [rule]).resolve('localhost', 80);
    const targets = make({}, ['dev.test', '127.0.0.2', '169.254.0.0/16'], [['127.0.0.1']]);
    expect(await addresses(targets, 'dev.test')).to.deep.equal(['127.0.0.1']);
    targets.resolve('127.0.0.2', 80);
    targets.resolve('169.254.3.3', 80);
  });

  it('never leads to the proxy’s own listener, whatever a rule says', () => {
    const targets = make({ 'loop.test': '127.0.0.1:8080' }, ['127.0.0.0/8']);
    targets.addListener(8080);
    expect(() => targets.resolve('loop.test', 80))
      .to.throw()
      .with.property('code', 'target_refused');
    targets.resolve('127.0.0.1', 8081);
  });

  it('allows CONNECT to listed ports, and to what a map names', () => {
    const targets = make({ 'a.test:8443': '192.0.2.1:1' });
    targets.checkConnectPort('x.test', 443);
    targets.checkConnectPort('a.test', 8443);
    expect(() => targets.checkConnectPort('x.test', 22))
      .to.throw()
      .with.property('code', 'port_refused');
  });
});
