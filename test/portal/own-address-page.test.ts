import { expect } from 'chai';
import { load } from 'cheerio';
import { type OwnAddressView, renderOwnAddress } from '../../portal/own-address-page.ts';
import { testContext } from './page-context.ts';

const settings: OwnAddressView['settings'] = {
  ...{
    on: true,
    presence: false,
    picture: false,
    chat: true,
    messages: true,
    about: '<b>Sales',
    zone: 'Europe/Berlin',
  },
  hours: [{ days: [1, 0], from: '08:00', to: '12:00' }],
  ...{ hasPassword: true, aliases: ['ally', 'alice@example.org'] },
  keys: [{ id: 'k1', kind: 'pin', label: 'Courier', expiresAt: Date.UTC(2026, 0, 5, 9) }],
};
const draw = (more: Partial<OwnAddressView> = {}) =>
  load(renderOwnAddress(testContext(), { url: 'http://a/u/alice', settings, formToken: 'token', ...more }));

describe('renderOwnAddress', () => {
  it('shows everything as it is, and the password only as being there', () => {
    const $ = draw();
    const checked = $('input[checked]')
      .toArray()
      .map(input => $(input).attr('name'));
    expect(checked).to.deep.equal(['on', 'chat', 'messages', 'limited', 'day1', 'day0']);
    expect([$('#about').text(), $('#aliases').attr('value')]).to.deep.equal([
      '<b>Sales',
      'ally, alice@example.org',
    ]);
    expect([$('#password').attr('value'), $('#no-password').length]).to.deep.equal([undefined, 1]);
    expect($('.rows li').text()).to.include('Courier').and.include('Jan 5, 2026');
    expect($('form').length).to.equal($('form input[name=form][value=token]').length);
  });

  it('labels every control', () => {
    const $ = draw({ made: { kind: 'link', text: 'http://a/l/secret' } });
    for (const control of $('main input:not([type=hidden]), main textarea').toArray())
      expect($(`label[for="${$(control).attr('id')}"]`).length, $(control).attr('id')!).to.equal(1);
    expect($('output').text()).to.equal('http://a/l/secret');
  });
});
