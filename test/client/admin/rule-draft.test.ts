import { expect } from 'chai';
import {
  addressFor,
  draftOf,
  emptyDraft,
  fieldIn,
  insertOf,
  type Rule,
  ruleOf,
} from '../../../client/admin/rule-draft.ts';

const rules: Rule[] = [
  { hosts: ['a.test', '*.b.test'], paths: ['*'], selector: '#news', do: 'replace', with: { text: 'Hi' } },
  {
    hosts: ['a.test'],
    paths: ['/', '/x/*'],
    selector: '.box',
    do: 'append',
    with: { pane: true, height: 520 },
  },
  {
    hosts: ['a.test'],
    paths: ['*'],
    selector: 'main > p',
    do: 'replace',
    with: { portal: '/announcements' },
  },
  { hosts: ['a.test'], paths: ['*'], selector: '#größe', do: 'hide' },
];

describe('draftOf and ruleOf', () => {
  it('give a rule back that nobody has changed', () => {
    for (const rule of rules) expect(ruleOf(draftOf(rule)), rule.selector).to.deep.equal(rule);
  });

  it('name a part by its id, its class or a selector', () => {
    expect(rules.map(rule => draftOf(rule)).map(({ by, part }) => [by, part])).to.deep.equal([
      ['id', 'news'],
      ['class', 'box'],
      ['css', 'main > p'],
      ['id', 'größe'],
    ]);
  });

  it('understand what was copied with its sign or its attribute, and names that selectors do not take', () => {
    const part = (by: 'id' | 'class', text: string) => ruleOf({ ...emptyDraft, by, part: text }).selector;
    expect(part('id', '#news')).to.equal('#news');
    expect(part('id', 'id="news"')).to.equal('#news');
    expect(part('class', ' box wide ')).to.equal('.box.wide');
    expect(part('id', 'a:b')).to.equal('#a\\:b');
    expect(part('id', '7up')).to.equal('#\\37 up');
    expect(part('id', '')).to.equal('');
  });

  it('take lists as people write them', () => {
    const draft = { ...emptyDraft, hosts: 'a.test,  b.test; c.test', onlyPaths: true, paths: '/ /x' };
    expect(ruleOf(draft)).to.deep.include({ hosts: ['a.test', 'b.test', 'c.test'], paths: ['/', '/x'] });
  });
});

describe('insertOf', () => {
  it('says what a rule puts in place', () => {
    expect(rules.map(insertOf)).to.deep.equal(['text', 'pane', 'news', null]);
  });
});

describe('fieldIn', () => {
  it('finds the field of the form by the place that the server names', () => {
    const fields = ['hosts.1', 'paths', 'selector', 'do', 'with', 'with.height', 'with.text'];
    expect(fields.map(field => fieldIn(`replace.2.${field}`, 2))).to.deep.equal([
      ...['hosts', 'paths', 'part', 'do', 'text', 'height', 'text'],
    ]);
    expect(fieldIn('url', 2)).to.equal('url');
  });

  it('takes what is wrong with another rule for none of its own', () => {
    for (const place of ['replace.1.hosts', 'replace', 'version', undefined])
      expect(fieldIn(place, 2), place).to.equal(null);
  });
});

describe('addressFor', () => {
  it('offers the first page that a rule names', () => {
    const address = (more: object) => addressFor({ ...emptyDraft, ...more });
    expect(address({ hosts: 'a.test' })).to.equal('http://a.test/');
    expect(address({ hosts: '*.a.test', onlyPaths: true, paths: '/x/*, /start' })).to.equal(
      'http://a.test/start',
    );
    expect(address({ hosts: '*' })).to.equal('');
  });
});
