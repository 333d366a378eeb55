import { expect } from 'chai';
import fc from 'fast-check';
import { hostSchema, nameSchema, pageSchema } from '../../../relay/protocol.ts';

describe('nameSchema', () => {
  it('gives names that are folded, short and plain', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9._-]{1,70}$/)), typed => {
        const { data } = nameSchema.safeParse(typed);
        if (data !== undefined) expect(data).to.match(/^[a-z0-9][a-z0-9._-]{0,63}$/);
      }),
    );
    expect(nameSchema.parse(' Bob.Smith ')).to.equal('bob.smith');
  });
});

describe('pageSchema', () => {
  it('takes only addresses of the web', () => {
    const takes = (url: string) => pageSchema.safeParse({ url, title: '' }).success;
    expect(takes('https://example.org/a?b#c')).to.equal(true);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'example.org', '']) {
      expect(takes(url), url).to.equal(false);
    }
  });
});

describe('hostSchema', () => {
  it('takes a host as people and browsers write it, and gives it as the proxy knows it', () => {
    const pairs = {
      'Site.Example': 'site.example',
      ' site.example. ': 'site.example',
      'a_b.example': 'a_b.example',
      'bücher.example': 'xn--bcher-kva.example',
      '192.0.2.7': '192.0.2.7',
      '[2001:DB8::1]': '2001:db8::1',
      intranet: 'intranet',
    };
    for (const [typed, host] of Object.entries(pairs)) expect(hostSchema.parse(typed), typed).to.equal(host);
  });

  it('takes nothing else', () => {
    for (const odd of [
      ...['', ' ', '.', 'a b', 'a/b', 'a?b', 'a#b', 'a:8080', 'me@a', '*.example', 'http://a', '[1]'],
      `${'a.'.repeat(140)}a`,
    ]) {
      expect(hostSchema.safeParse(odd).success, odd).to.equal(false);
    }
  });
});
