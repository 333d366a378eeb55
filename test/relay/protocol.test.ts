import { expect } from 'chai';
import fc from 'fast-check';
import {
  clientFrame,
  commandInputs,
  formatCursor,
  hostSchema,
  limits,
  nameSchema,
  pageSchema,
  parseCursor,
} from '../../relay/protocol.ts';

describe('parseCursor', () => {
  it('reads back what formatCursor writes', () => {
    const epoch = fc.stringMatching(/^[0-9a-z]{1,40}$/);
    fc.assert(
      fc.property(epoch, fc.integer({ min: 0, max: 999_999_999_999_999 }), (name, n) => {
        expect(parseCursor(formatCursor({ epoch: name, n }))).to.deep.equal({ epoch: name, n });
      }),
    );
  });

  it('takes nothing else for a cursor', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z.]*$/)), text => {
        const cursor = parseCursor(text);
        if (cursor) expect(formatCursor(cursor)).to.equal(text);
      }),
    );
    for (const text of [
      '',
      '.',
      'a.',
      '.1',
      'a.01',
      'a.-1',
      'a.1.2',
      'A.1',
      ' a.1',
      'a.1\n',
      `a.${'9'.repeat(16)}`,
    ]) {
      expect(parseCursor(text), text).to.equal(null);
    }
  });
});

describe('clientFrame and commandInputs', () => {
  it('survive anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        clientFrame.safeParse(value);
        for (const schema of Object.values(commandInputs)) schema.safeParse(value);
      }),
    );
  });

  it('let no text through that is not clean, and change none but line ends', () => {
    const dirty = /[\u0000-\u0008\u000b-\u001f\u007f]/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), text => {
        const result = commandInputs.send.safeParse({ conversation: 'c', clientId: 'i', text });
        const lines = text.replace(/\r\n?/g, '\n');
        const isClean = !dirty.test(lines) && lines.isWellFormed() && lines.trim() !== '';
        expect(result.success).to.equal(isClean);
        if (result.success) expect(result.data.text).to.equal(lines);
      }),
    );
  });

  it('bound every text', () => {
    const over = 'x'.repeat(limits.textChars + 1);
    expect(commandInputs.send.safeParse({ conversation: 'c', clientId: 'i', text: over }).success).to.equal(
      false,
    );
    expect(commandInputs.invite.safeParse({ to: ['bob'], header: over }).success).to.equal(false);
    const to = Array.from({ length: limits.invitees + 1 }, (_, index) => `p${index}`);
    expect(commandInputs.invite.safeParse({ to }).success).to.equal(false);
  });
});

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
