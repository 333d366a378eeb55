import { expect } from 'chai';
import fc from 'fast-check';
import { createKnownHosts } from '../../portal/known-hosts.ts';

describe('createKnownHosts', () => {
  const known = createKnownHosts(['hallway.internal', 'Portal.Example', 'https://talk.example.org']);
  const own = (host: string | undefined) => known(host)?.origins[0];

  it('knows addresses, localhost and the names it was given, at any port', () => {
    expect(own('127.0.0.1:8081')).to.equal('http://127.0.0.1:8081');
    expect(own('[::1]:8081')).to.equal('http://[::1]:8081');
    expect(own('localhost:8081')).to.equal('http://localhost:8081');
    expect(own('hallway.internal')).to.equal('http://hallway.internal');
    expect(own('portal.example:80')).to.equal('http://portal.example');
  });

  it('takes a name behind a TLS end as https, also when that end puts our address into Host', () => {
    expect(own('talk.example.org')).to.equal('https://talk.example.org');
    expect(known('127.0.0.1:8081')!.origins).to.include('https://talk.example.org');
    expect(own('talk.example.org:8081')).to.equal(undefined);
  });

  it('knows what stands below its names, as a signpost of the name above', () => {
    const signs = createKnownHosts(['portal.example', 'talk.portal.example', 'https://talk.example.org']);
    const at = (host: string) => {
      const found = signs(host);
      return found && [found.below, found.origins[0]];
    };
    expect(at('alice.portal.example:8081')).to.deep.equal(['alice', 'http://portal.example:8081']);
    expect(at('anna.maria.portal.example')).to.deep.equal(['anna.maria', 'http://portal.example']);
    expect(at('bob.talk.portal.example')).to.deep.equal(['bob', 'http://talk.portal.example']);
    expect(at('talk.portal.example')).to.deep.equal([null, 'http://talk.portal.example']);
    expect(at('alice.talk.example.org')).to.deep.equal(['alice', 'https://talk.example.org']);
    expect(at('alice.localhost')).to.deep.equal([null, 'http://alice.localhost']);
    for (const host of ['alice.portal.example.evil.example', 'aliceportal.example', 'alice.127.0.0.1'])
      expect(at(host), host).to.equal(null);
  });

  it('refuses names that somebody else may have pointed here', () => {
    for (const host of [
      undefined,
      '',
      'evil.example',
      'evil.example:8081',
      'hallway.internal.evil.example',
      '127.0.0.1.evil.example',
      'xlocalhost',
      'a b',
      '127.0.0.1:8081:1',
      'user@127.0.0.1',
      'localhost/',
      '::1',
    ]) {
      expect(known(host), String(host)).to.equal(null);
    }
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV6()), host => {
        for (const origin of known(host)?.origins ?? []) expect(URL.canParse(origin)).to.equal(true);
      }),
    );
  });
});
