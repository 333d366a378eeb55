import { expect } from 'chai';
import { load } from 'cheerio';
import { renderLogin, renderRegister } from '../../portal/login-page.ts';
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

describe('renderRegister', () => {
  it('keeps what was typed but the password, and marks the field at fault', () => {
    const $ = load(
      renderRegister(testContext(), { name: 'eve', display: 'Eve', message: 'Taken.', wrong: 'name' }),
    );
    expect($('[name=name]').attr()).to.include({ value: 'eve', 'aria-invalid': 'true' });
    expect($('[name=display]').attr('value')).to.equal('Eve');
    expect($('[name=password]').attr('value')).to.equal(undefined);
  });
});
