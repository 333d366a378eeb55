import { expect } from 'chai';
import { load } from 'cheerio';
import { renderAnnouncements } from '../../portal/announcements-page.ts';
import { stringsFor } from '../../portal/page.ts';
import { testContext } from './page-context.ts';

const news = {
  id: 'a',
  from: { name: 'root', display: 'Root <x>' },
  text: 'One <b>\nTwo',
  priority: 'urgent' as const,
  at: Date.UTC(2026, 2, 3, 12),
  ...{ revision: 1, expiresAt: null },
};

describe('renderAnnouncements', () => {
  it('shows each with its sender, time and priority, as text', () => {
    const $ = load(renderAnnouncements(testContext(), [news, { ...news, priority: 'info' }]));
    expect($('li').length).to.equal(2);
    expect($('.news-text').first().text()).to.equal('One <b>\nTwo');
    expect($('li').first().text()).to.contain('Root <x>').and.contain('Urgent').and.contain('2026');
    expect($('li').last().find('strong').length).to.equal(0);
    expect($('time').attr('datetime')).to.equal('2026-03-03T12:00:00.000Z');
  });

  it('says so when there are none, in the visitor’s language', () => {
    const context = testContext({ language: 'de', strings: stringsFor('de') });
    const $ = load(renderAnnouncements(context, []));
    expect($('html').attr('lang')).to.equal('de');
    expect($('main').text()).to.contain('Mitteilungen').and.contain('Es gibt keine');
  });

  it('names a sender who was deleted in the visitor’s language', () => {
    const context = testContext({ language: 'de', strings: stringsFor('de') });
    const from = { name: '~gone-x', display: 'Deleted person' };
    expect(load(renderAnnouncements(context, [{ ...news, from }]))('li').text()).to.contain(
      'Gelöschte Person',
    );
  });

  it('is written from the right where the language is', () => {
    const context = testContext({ language: 'ar', strings: stringsFor('ar') });
    expect(load(renderAnnouncements(context, [news]))('html').attr('dir')).to.equal('rtl');
    expect(load(renderAnnouncements(testContext(), [news]))('html').attr('dir')).to.equal(undefined);
  });

  it('has nothing to press and runs nothing', () => {
    expect(renderAnnouncements(testContext(), [news])).to.not.match(
      /<(?:a|button|form|input|script|img)\b|style=/,
    );
  });
});
