import { expect } from 'chai';
import type { ReplacementRule } from '../../injector/index.ts';
import { createRuleBook } from '../../injector/rule-book.ts';

const rule = (change: Partial<ReplacementRule>): ReplacementRule => ({
  hosts: ['intranet.test'],
  paths: ['*'],
  selector: '#a',
  do: 'replace',
  with: { text: 'x' },
  ...change,
});

describe('createRuleBook', () => {
  const book = createRuleBook([
    rule({}),
    rule({ hosts: ['*.test'], paths: ['/news/*', '/'] }),
    rule({ hosts: ['other.test'], paths: ['/A.b'] }),
  ]);
  const meant = (host: string, path: string) =>
    book({ host, path })?.rules.map(({ number }) => number) ?? null;

  it('gives the rules whose hosts and paths fit, with their numbers', () => {
    expect(meant('intranet.test', '/')).to.deep.equal([1, 2]);
    expect(meant('intranet.test', '/news/today?x=/')).to.deep.equal([1, 2]);
    expect(meant('intranet.test', '/else?/news/x')).to.deep.equal([1]);
    expect(meant('other.test', '/A.b')).to.deep.equal([3]);
    expect(meant('other.test', '/a.b')).to.equal(null);
    expect(meant('other.test', '/Axb')).to.equal(null);
    expect(meant('far.example', '/')).to.equal(null);
  });

  it('has a version that differs whenever the rules for a page do', () => {
    const version = (change: Partial<ReplacementRule>) =>
      createRuleBook([rule(change)])({ host: 'intranet.test', path: '/' })!.version;
    expect(version({})).to.equal(version({}));
    expect(
      new Set([version({}), version({ selector: '#b' }), version({ do: 'hide', with: null })]).size,
    ).to.equal(3);
  });

  it('refuses to start with a selector that cannot be used', () => {
    expect(() => createRuleBook([rule({ selector: 'div[' })]))
      .to.throw()
      .with.property('code', 'selector');
  });
});
