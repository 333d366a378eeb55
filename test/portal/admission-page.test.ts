import { expect } from 'chai';
import { load } from 'cheerio';
import { renderRegister, renderReset } from '../../portal/admission-page.ts';
import { testContext } from './page-context.ts';

describe('renderRegister', () => {
  it('keeps what was typed but the password, and marks the field at fault', () => {
    const $ = load(
      renderRegister(testContext(), { name: 'eve', display: 'Eve', message: 'Taken.', wrong: 'name' }),
    );
    expect($('[role=alert]').text()).to.equal('Taken.');
    expect($('[name=name]').attr()).to.include({ value: 'eve', 'aria-invalid': 'true' });
    expect($('[name=display]').attr('value')).to.equal('Eve');
    expect($('[name=password]').attr('value')).to.equal(undefined);
    expect($('[name=code]')).to.have.length(0);
  });

  it('asks for a code first where one is needed', () => {
    const $ = load(renderRegister(testContext(), { needsCode: true, code: 'abc', scriptUrl: '/s.js' }));
    expect($('input').first().attr()).to.include({ name: 'code', value: 'abc' });
    expect($('[data-from-fragment]').attr('name')).to.equal('code');
    expect($('script').attr('src')).to.equal('/s.js');
  });
});

describe('renderReset', () => {
  it('takes the code of a link and a new password, and shows neither password', () => {
    const $ = load(
      renderReset(testContext(), { code: 'abc', wrong: 'code', message: 'No.', scriptUrl: '/s.js' }),
    );
    expect($('form').attr('action')).to.equal('/reset');
    expect($('[name=code]').attr()).to.include({ value: 'abc', 'aria-invalid': 'true' });
    expect($('[name=password]').attr('autocomplete')).to.equal('new-password');
  });
});
