import { expect } from 'chai';
import { load } from 'cheerio';
import { renderLogin } from '../../portal/login-page.ts';
import { testContext } from './page-context.ts';

describe('renderLogin', () => {
  it('lets password managers know the fields, and keeps where to go', () => {
    const $ = load(renderLogin(testContext(), { next: '/account', name: 'alice', mayRegister: false }));
    expect($('[name=name]').attr('autocomplete')).to.equal('username');
    expect($('[name=password]').attr('autocomplete')).to.equal('current-password');
    expect($('[name=next]').attr('value')).to.equal('/account');
    expect($('[name=password]').attr('value')).to.equal(undefined);
    expect($('a[href="/register"]')).to.have.length(0);
  });

  it('says what went wrong, and offers an account where that is open', () => {
    const message = { kind: 'bad' as const, text: 'Wrong.' };
    const $ = load(renderLogin(testContext(), { next: '/', message, mayRegister: true }));
    expect($('[role=alert]').text()).to.equal('Wrong.');
    expect($('a[href="/register"]')).to.have.length(1);
  });
});
