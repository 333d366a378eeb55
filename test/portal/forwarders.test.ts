import { expect } from 'chai';
import fc from 'fast-check';
import { createForwarders } from '../../portal/forwarders.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('createForwarders', () => {
  const forwarders = createForwarders(['127.0.0.1', '10.1.0.0/16', 'fd00::/8']);
  const from = (headers: Record<string, string>, peer = '127.0.0.1') => forwarders(peer, headers).address;
  const isSecure = (headers: Record<string, string>) => forwarders('127.0.0.1', headers).forwarded!.secure;

  it('believes a forwarder, by either header', () => {
    expect(from({ 'x-forwarded-for': '192.0.2.7' })).to.equal('192.0.2.7');
    expect(from({ 'x-forwarded-for': '192.0.2.7' }, '::ffff:10.1.2.3')).to.equal('192.0.2.7');
    expect(from({ forwarded: 'for=192.0.2.7;proto=https' })).to.equal('192.0.2.7');
    expect(from({ forwarded: 'For="[2001:db8::1]:47011"; proto=https' }, 'fd00::1')).to.equal('2001:db8::1');
    expect(from({ 'x-forwarded-for': '::FFFF:192.0.2.7' })).to.equal('192.0.2.7');
    expect(from({ 'x-forwarded-for': '192.0.2.7:5000' })).to.equal('192.0.2.7');
  });

  it('believes nobody else', () => {
    const headers = {
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      forwarded: 'for=192.0.2.7',
    };
    expect(forwarders('192.0.2.1', headers)).to.deep.equal({ address: '192.0.2.1', forwarded: null });
    expect(createForwarders([])('127.0.0.1', headers)).to.deep.equal({
      address: '127.0.0.1',
      forwarded: null,
    });
  });

  it('takes what a browser wrote itself for nothing: the way is read from our side', () => {
    expect(from({ 'x-forwarded-for': '1.2.3.4, 192.0.2.7' })).to.equal('192.0.2.7');
    expect(from({ 'x-forwarded-for': '1.2.3.4, 192.0.2.7, 10.1.9.9' })).to.equal('192.0.2.7');
    expect(from({ forwarded: 'for=1.2.3.4, for=192.0.2.7;by=x, for=10.1.9.9' })).to.equal('192.0.2.7');
    expect(from({ forwarded: 'for="1.2.3.4, for=5.6.7.8", for=192.0.2.7' })).to.equal('192.0.2.7');
    // In the header that the forwarder does not write.
    expect(from({ 'x-forwarded-for': '192.0.2.7', forwarded: 'for=1.2.3.4' })).to.equal('127.0.0.1');
    expect(isSecure({ 'x-forwarded-proto': 'http', forwarded: 'for=1.2.3.4;proto=https' })).to.equal(false);
  });

  it('ends at what cannot be read, with whoever wrote it', () => {
    expect(from({ 'x-forwarded-for': '192.0.2.7, unknown' })).to.equal('127.0.0.1');
    expect(from({ 'x-forwarded-for': '192.0.2.7, _hidden, 10.1.9.9' })).to.equal('10.1.9.9');
    expect(from({ 'x-forwarded-for': '' })).to.equal('127.0.0.1');
    expect(from({ forwarded: 'by=10.1.0.1' })).to.equal('127.0.0.1');
    expect(from({})).to.equal('127.0.0.1');
  });

  it('tells https by the nearest forwarder', () => {
    expect(isSecure({ 'x-forwarded-proto': 'https' })).to.equal(true);
    expect(isSecure({ 'x-forwarded-proto': 'https, http' })).to.equal(false);
    expect(isSecure({ forwarded: 'for=192.0.2.7;proto=HTTPS' })).to.equal(true);
    expect(isSecure({})).to.equal(false);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(from({ forwarded: one, 'x-forwarded-for': other })).to.be.a('string');
        from({ forwarded: one });
      }),
    );
  });
});

describe('a portal behind a TLS end', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({
      names: ['talk.example.org', 'https://own.example'],
      forwarders: ['127.0.0.1'],
    });
  });
  after(() => stage.close());

  const by = (client: string, more: Record<string, string> = {}) => ({
    ...{ host: 'talk.example.org', 'x-forwarded-for': client, 'x-forwarded-proto': 'https', ...more },
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('takes a browser’s forms under the origin that the browser sees, with cookies for https alone', async () => {
    const login = (origin: string, host = 'talk.example.org') =>
      stage.ask('/login', {
        method: 'POST',
        body: 'name=alice&password=alice-has-a-password',
        headers: by('192.0.2.7', { ...form, origin, host }),
      });
    const { status, headers } = await login('https://talk.example.org');
    expect(status).to.equal(303);
    expect(headers['set-cookie']![0]).to.match(/^__Host-hallway=.*; Secure$/);
    expect((await login('http://talk.example.org')).json.code).to.equal('origin_refused');
    // The TLS end put our own address into Host.
    const named = await login('https://own.example', `127.0.0.1:${stage.directPort}`);
    expect(named.headers['set-cookie']![0]).to.match(/^__Host-hallway=/);
  });

  it('gives each visitor of an address limits of their own', async () => {
    const look = (client: string) => stage.ask('/u/nobody', { headers: by(client) });
    let last = 404;
    for (let looks = 0; looks < 200 && last === 404; looks++) last = (await look('192.0.2.8')).status;
    expect(last).to.equal(429);
    expect((await look('192.0.2.9')).status).to.equal(404);
  });
});
