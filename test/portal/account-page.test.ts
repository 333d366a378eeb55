import { expect } from 'chai';
import { load } from 'cheerio';
import { type AccountView, renderAccount } from '../../portal/account-page.ts';
import { preferences } from '../client/scenes.ts';
import { testContext } from './page-context.ts';

const view: AccountView = {
  me: {
    ...{ name: 'alice', display: '<Alice>', presence: 'online', role: 'user', email: null, phone: '+1 555' },
    ...{ duties: [], mobile: null, picture: null, preferences },
  },
  paused: [],
  logIns: [
    {
      ...{ id: 'i1', kind: 'session', at: 1_000, usedAt: 2_000, address: '10.0.0.7', isCurrent: true },
      agent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
    },
  ],
  formToken: 'tok',
  hasSession: true,
};

describe('renderAccount', () => {
  it('has a token in every form', () => {
    const $ = load(renderAccount(testContext(), view));
    const actions = $('form')
      .toArray()
      .map(form => $(form).attr('action'));
    expect(actions).to.have.members([
      '/account/picture',
      '/account/profile',
      '/account/token',
      '/account/password',
      '/logout',
      '/account/end',
    ]);
    for (const form of $('form').toArray()) expect($(form).find('[name=form]').attr('value')).to.equal('tok');
  });

  it('shows the address of their page, to be given to others, where people have pages', () => {
    const address = 'http://127.0.0.1:8081/u/alice';
    const $ = load(renderAccount(testContext(), { ...view, address }));
    expect($('section[aria-labelledby=address] a[href^=http]').text()).to.equal(address);
    expect(load(renderAccount(testContext(), view))('section[aria-labelledby=address]')).to.have.length(0);
  });

  it('shows what is known, as text', () => {
    const $ = load(renderAccount(testContext(), view));
    expect($('[name=display]').attr('value')).to.equal('<Alice>');
    expect($('[name=email]').attr('value')).to.equal('');
    expect($('[name=phone]').attr('value')).to.equal('+1 555');
  });

  it('lists what is paused, each with the way back, and says when all is switched off', () => {
    const $ = load(renderAccount(testContext(), { ...view, paused: ['a.test', '<b>'], isSwitchedOff: true }));
    expect(
      $('#paused ~ .rows bdi')
        .toArray()
        .map(one => $(one).text()),
    ).to.deep.equal(['a.test', '<b>']);
    const row = $('form[action="/account/show"]').first();
    expect(row.find('[name=host]').attr('value')).to.equal('a.test');
    expect(row.find('button').attr('aria-label')).to.equal('Show again on a.test');
    expect($('#paused').parent().text()).to.include('switched it off');
    const none = load(renderAccount(testContext(), view));
    expect(none('#paused ~ .rows')).to.have.length(0);
    expect(none('#paused').parent().text())
      .to.include('No site is paused')
      .and.not.include('switched it off');
  });

  it('offers no log-out to whom the proxy knows', () => {
    const $ = load(renderAccount(testContext(), { ...view, hasSession: false }));
    expect($('form[action="/logout"]')).to.have.length(0);
  });
});
