import { expect } from 'chai';
import fc from 'fast-check';
import { corpusName, corpusPolicies } from '../../fixtures/corpus.ts';
import { amendPolicies, forbidsLoader } from '../../injector/csp.ts';
import { amend, checkMeaning, hashSource, paneUrl } from './csp-oracle.ts';

describe('amendPolicies', () => {
  it(`allows loader and pane and nothing more, in every policy of ${corpusName}`, () => {
    for (const { id, headers } of corpusPolicies()) {
      for (const [, value] of headers) {
        const amended = amend(value);
        checkMeaning(value, amended);
        expect(amend(amended), id).to.equal(amended);
      }
    }
  });

  it('leaves policies alone that need nothing', () => {
    for (const value of [
      '',
      ' ; ;,',
      'upgrade-insecure-requests;',
      "object-src 'none';  base-uri 'self' ;",
      "script-src 'unsafe-inline' 'self'",
      "default-src * 'unsafe-inline'",
      "frame-src HTTPS:; style-src 'self'",
      "frame-ancestors 'self', upgrade-insecure-requests",
    ]) {
      expect(amend(value)).to.equal(value);
    }
  });

  it('adds to the directive in force, and copies it where it is a fallback', () => {
    expect(amend("script-src-elem 'self' ; x-new  A")).to.equal(
      `script-src-elem 'self' ${hashSource} ; x-new  A`,
    );
    expect(amend("Script-Src 'self' a.example;")).to.equal(
      `Script-Src 'self' a.example; script-src-elem 'self' a.example ${hashSource}`,
    );
    expect(amend("child-src 'self'")).to.equal(`child-src 'self'; frame-src 'self' ${paneUrl}`);
    expect(amend('frame-src')).to.equal(`frame-src ${paneUrl}`);
  });

  it("replaces a lone 'none'", () => {
    expect(amend("frame-src 'NONE'")).to.equal(`frame-src ${paneUrl}`);
    expect(amend("default-src 'none'")).to.equal(
      `default-src 'none'; script-src-elem ${hashSource}; frame-src ${paneUrl}`,
    );
  });

  it('adds the hash where a nonce, a hash or strict-dynamic switches unsafe-inline off', () => {
    for (const source of ["'nonce-abc'", "'sha384-abc'", "'strict-dynamic'"]) {
      expect(amend(`script-src 'unsafe-inline' ${source}`)).to.contain(`${source} ${hashSource}`);
    }
  });

  it('adds nothing where what looks like a nonce or hash is none, so that the page keeps its inline scripts', () => {
    for (const source of [
      "'nonce-abc",
      "'nonce-'",
      "'nonce-{{NONCE}}'",
      "'sha256-'",
      "'sha1-abc'",
      "'strict-dynamic",
    ]) {
      const value = `script-src 'unsafe-inline' ${source}`;
      expect(amend(value)).to.equal(value);
    }
  });

  it('copies to frames only the words that mean something there', () => {
    expect(amend("default-src 'self' 'unsafe-inline' 'nonce-x' a.example")).to.contain(
      `frame-src 'self' a.example ${paneUrl}`,
    );
  });

  it('counts the first directive of a name, as browsers do', () => {
    expect(amend("frame-src 'self'; frame-src *")).to.equal(`frame-src 'self' ${paneUrl}; frame-src *`);
  });

  it('keeps its promise for any policy', () => {
    const word = fc.constantFrom(
      "'self'",
      "'none'",
      "'NONE'",
      "'unsafe-inline'",
      "'strict-dynamic'",
      "'nonce-a'",
      "'sha256-b'",
      '*',
      'https:',
      'a.example',
      "'unsafe-eval'",
      'data:',
      "'report-sample'",
    );
    const name = fc.constantFrom(
      'default-src',
      'script-src',
      'Script-Src-Elem',
      'frame-src',
      'child-src',
      'img-src',
      'sandbox',
      'x-y',
      '\xe9',
    );
    const gap = fc.constantFrom(' ', '  ', '\t', ' \t ');
    const directive = fc
      .tuple(gap, name, gap, fc.array(word, { maxLength: 4 }), gap)
      .map(([a, first, b, words, c]) => a + [first, ...words].join(b) + c);
    const policy = fc
      .array(fc.oneof(directive, gap, fc.constant('')), { maxLength: 5 })
      .map(list => list.join(';'));
    fc.assert(
      fc.property(fc.array(policy, { minLength: 1, maxLength: 3 }), policies => {
        const value = policies.join(',');
        const amended = amend(value);
        checkMeaning(value, amended);
        expect(amend(amended)).to.equal(amended);
      }),
      { numRuns: 2000 },
    );
  });

  it('never fails on text that is no policy, and takes nothing away from it', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const amended = amend(text);
        if (!/src/i.test(text)) expect(amended).to.equal(text);
      }),
    );
  });

  it('takes time in proportion to a policy of mere white space', () => {
    const spaces = ' '.repeat(1_000_000);
    expect(amend(`img-src${spaces}a${spaces}b;${spaces}`)).to.have.length(3_000_010);
  });
});

describe('forbidsLoader', () => {
  it('is true for sandboxes without scripts or without an origin', () => {
    for (const value of [
      'sandbox',
      'Sandbox allow-forms',
      'sandbox allow-scripts',
      'img-src *, sandbox allow-scripts',
    ]) {
      expect(forbidsLoader(value), value).to.equal(true);
    }
  });

  it('is false without a sandbox and where both are allowed', () => {
    for (const value of ["default-src 'none'", 'sandbox allow-scripts ALLOW-same-origin allow-forms', '']) {
      expect(forbidsLoader(value), value).to.equal(false);
    }
  });
});

describe('amendPolicies for pages under a rule', () => {
  const additions = {
    hashSource: null,
    frames: ['https://a.test/pane', 'https://a.test/b'],
    styleHash: "'sha256-x='",
  };
  const amended = (policy: string) => amendPolicies(policy, additions);

  it('allows every frame that is missing, and no script where there is no loader', () => {
    expect(amended("script-src 'none'; frame-src 'none'")).to.equal(
      "script-src 'none'; frame-src https://a.test/pane https://a.test/b",
    );
    expect(amended('frame-src https://a.test/b')).to.equal('frame-src https://a.test/b https://a.test/pane');
    expect(amended('frame-src https:')).to.equal('frame-src https:');
  });

  it('allows our style by its hash where inline styles are not allowed, and leaves style attributes their rule', () => {
    expect(amended("frame-src *; style-src 'self'")).to.equal(
      "frame-src *; style-src 'self'; style-src-elem 'self' 'sha256-x='",
    );
    expect(amended("frame-src *; default-src 'self' 'strict-dynamic' 'unsafe-eval'")).to.equal(
      "frame-src *; default-src 'self' 'strict-dynamic' 'unsafe-eval'; style-src-elem 'self' 'sha256-x='",
    );
    expect(amended("frame-src *; style-src-elem 'none'")).to.equal("frame-src *; style-src-elem 'sha256-x='");
    for (const open of [
      "frame-src *; style-src 'unsafe-inline'",
      "frame-src *; style-src 'unsafe-inline' 'strict-dynamic'",
      'frame-src *',
    ])
      expect(amended(open)).to.equal(open);
  });
});
