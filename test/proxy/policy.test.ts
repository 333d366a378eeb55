import { expect } from 'chai';
import { createPolicy, type When } from '../../proxy/policy.ts';

describe('createPolicy', () => {
  const make = (intercept: When, pages: When = 'always') =>
    createPolicy({ intercept, bypass: ['bank.test'], pages, skip: ['plain.test'] }, 'Hallway.internal');

  it('answers the magic host itself under every policy', () => {
    for (const when of ['always', 'invited', 'never'] as const) {
      expect(make(when).connect('hallway.internal', false)).to.equal('magic');
    }
  });

  it('answers every name below the magic host, and no other that looks like one', () => {
    expect(make('never').connect('alice.hallway.internal', false)).to.equal('magic');
    expect(make('never').isMagic('anna.maria.hallway.internal')).to.equal(true);
    for (const host of ['xhallway.internal', 'hallway.internal.test', 'internal', '.internal'])
      expect(make('always').isMagic(host), host).to.equal(false);
  });

  it('intercepts always, or when something is due, or never', () => {
    expect(make('always').connect('a.test', false)).to.equal('intercept');
    expect(make('invited').connect('a.test', false)).to.equal('tunnel');
    expect(make('invited').connect('a.test', true)).to.equal('intercept');
    expect(make('never').connect('a.test', true)).to.equal('tunnel');
  });

  it('leaves bypassed hosts alone', () => {
    expect(make('always').connect('bank.test', true)).to.equal('tunnel');
  });

  it('says why a tunnel stays closed', () => {
    expect(make('never').whyBlind('bank.test')).to.equal('never');
    expect(make('always').whyBlind('bank.test')).to.equal('bypassed');
    expect(make('invited').whyBlind('a.test')).to.equal('nothing_due');
  });

  it('opens no page for an invitation that could not stand in it', () => {
    expect(make('invited').connect('plain.test', true)).to.equal('tunnel');
    expect(make('always').connect('plain.test', false)).to.equal('intercept');
  });

  it('opens a connection to a blocked host to say no in it, and refuses it where it cannot', () => {
    const blocking = (intercept: When) =>
      createPolicy(
        {
          ...{ intercept, bypass: ['*.bad.test'], pages: 'always', skip: [] },
          blockedHosts: ['*.bad.test', '*.internal'],
        },
        'hallway.internal',
      );
    expect(blocking('always').connect('very.bad.test', false)).to.equal('blocked');
    expect(blocking('invited').connect('very.bad.test', false)).to.equal('blocked');
    expect(blocking('never').connect('very.bad.test', false)).to.equal('refuse');
    expect(blocking('always').isBlocked('bad.test')).to.equal(false);
    expect(blocking('always').isBlocked('hallway.internal')).to.equal(false);
    expect(blocking('always').connect('alice.hallway.internal', false)).to.equal('magic');
  });

  it('knows blocked types by what a response says of itself', () => {
    const { blockedType } = createPolicy(
      {
        ...{ intercept: 'always', bypass: [], pages: 'always', skip: [] },
        blockedTypes: ['video/*', 'application/x-msdownload'],
      },
      'hallway.internal',
    );
    expect(blockedType(['Content-Type', 'Video/MP4; codecs="x"'])).to.equal('video/mp4');
    expect(blockedType(['X-A', 'b', 'content-type', 'application/x-msdownload'])).to.equal(
      'application/x-msdownload',
    );
    expect(blockedType(['Content-Type', 'text/html', 'Content-Type', 'video/webm'])).to.equal('video/webm');
    expect(blockedType(['Content-Type', 'text/html'])).to.equal(null);
    expect(blockedType([])).to.equal(null);
  });

  it('lets pages be rewritten always, when something is due, or never', () => {
    expect(make('always', 'always').mayRewrite(() => false)).to.equal(true);
    expect(make('always', 'invited').mayRewrite(() => false)).to.equal(false);
    expect(make('always', 'invited').mayRewrite(() => true)).to.equal(true);
    expect(make('always', 'never').mayRewrite(() => true)).to.equal(false);
  });

  it('knows when browsers gather copies without the loader', () => {
    expect(make('always', 'always').makesStaleCopies).to.equal(false);
    expect(make('always', 'invited').makesStaleCopies).to.equal(true);
    expect(make('invited', 'always').makesStaleCopies).to.equal(true);
  });
});
