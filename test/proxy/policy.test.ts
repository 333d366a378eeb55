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
    expect(make('invited').mayEndTunnel('bank.test')).to.equal(false);
    expect(make('invited').mayEndTunnel('a.test')).to.equal(true);
    expect(make('always').mayEndTunnel('a.test')).to.equal(false);
  });

  it('says why a tunnel stays closed', () => {
    expect(make('never').whyBlind('bank.test')).to.equal('never');
    expect(make('always').whyBlind('bank.test')).to.equal('bypassed');
    expect(make('invited').whyBlind('a.test')).to.equal('nothing_due');
  });

  it('opens no page for an invitation that could not stand in it', () => {
    expect(make('invited').connect('plain.test', true)).to.equal('tunnel');
    expect(make('invited').mayEndTunnel('plain.test')).to.equal(false);
    expect(make('always').connect('plain.test', false)).to.equal('intercept');
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
