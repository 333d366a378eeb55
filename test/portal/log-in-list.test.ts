import { expect } from 'chai';
import { load } from 'cheerio';
import { html } from '../../portal/html.ts';
import { logInList } from '../../portal/log-in-list.ts';
import type { LogIn } from '../../relay/protocol.ts';
import { testContext } from './page-context.ts';

describe('logInList', () => {
  const form = (fields: ReturnType<typeof html>) => html`<form>${fields}</form>`;
  const draw = (logIns: LogIn[]) =>
    load(logInList(testContext(), { logIns, zone: 'Europe/Berlin', form }).text);
  const browser: LogIn = {
    ...{ id: 'one', kind: 'session', at: 0, usedAt: 3_600_000, address: '10.0.0.7', isCurrent: true },
    agent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0 <b>',
  };

  it('says of each what it is, from where, since when and when it was used last', () => {
    const $ = draw([browser, { ...browser, id: 'two', kind: 'api', isCurrent: false }]);
    const rows = $('li')
      .toArray()
      .map(row => $(row).text());
    expect(rows[0]).to.include('Firefox, Linux').and.include('(here)').and.include('10.0.0.7');
    expect(rows[0]).to.match(/last used .*1970.*2:00.*since .*1970.*1:00/s);
    expect(rows[1]).to.include('Token for programs').and.not.include('(here)');
    expect($('time').last().attr('datetime')).to.equal('1970-01-01T00:00:00.000Z');
    expect(
      $('input[name=id]')
        .toArray()
        .map(input => $(input).attr('value')),
    ).to.deep.equal(['one', 'two']);
  });

  it('says so where there are none', () => {
    expect(draw([]).text()).to.include('nowhere else');
  });
});
