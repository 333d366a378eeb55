import { expect } from 'chai';
import { load } from 'cheerio';
import {
  type AddressView,
  renderAddress,
  renderNobody,
  renderOver,
  renderTooMuch,
} from '../../portal/address-page.ts';
import type { OpenAddress } from '../../relay/protocol.ts';
import { testContext } from './page-context.ts';

const address: OpenAddress = {
  ...{
    kind: 'person',
    name: 'alice',
    display: 'Alice <A.>',
    about: 'Sales',
    presence: 'online',
    picture: null,
    chat: true,
  },
  ...{ messages: true, hours: [], zone: 'UTC', locked: false },
};
const draw = (of: Partial<OpenAddress>, more: Partial<AddressView> = {}, language: 'en' | 'ar' = 'en') =>
  load(
    renderAddress(testContext({ language }), {
      ...{ address: { ...address, ...of }, once: 'once', viewer: null, ...more },
    }),
  );

describe('renderAddress', () => {
  it('offers what is possible, and says so when nothing is', () => {
    const buttons = (of: Partial<OpenAddress>) =>
      draw(of)('main button')
        .toArray()
        .map(button => draw(of)(button).text());
    expect(buttons({})).to.deep.equal(['Talk now', 'Leave a message']);
    expect(buttons({ chat: false })).to.deep.equal(['Leave a message']);
    expect(buttons({ messages: false })).to.deep.equal(['Talk now']);
    expect(draw({ chat: false, messages: false })('main').text()).to.include('neither');
    expect(draw({ presence: null })('main').text()).to.include('does not show');
  });

  it('labels every field, in the direction of the language', () => {
    const $ = draw({}, {}, 'ar');
    expect($('html').attr('dir')).to.equal('rtl');
    for (const control of $('input:not([type=hidden]), textarea').toArray())
      expect($(`label[for="${$(control).attr('id')}"]`)).to.have.length(1);
  });

  it('tells nothing of a locked page but that it is locked', () => {
    const text = draw({ locked: true })('main').text();
    expect(text).to.include('locked').and.not.include('Alice').and.not.include('Sales');
  });
});

describe('renderNobody', () => {
  it('says that nobody can be reached', () =>
    expect(renderNobody(testContext())).to.include('Nobody is here'));
});

describe('renderOver', () => {
  it('says that it is over', () => expect(renderOver(testContext())).to.include('is over'));
});

describe('renderTooMuch', () => {
  it('asks to wait', () => expect(renderTooMuch(testContext())).to.include('Wait'));
});
