import { expect } from 'chai';
import { isLong, parseValue, settingOf, textOf } from '../../../client/admin/settings.ts';

const globs = { type: { is: 'globs' }, value: ['*.bank.example', 'a.example'] };
const hosts = { type: { is: 'hosts' }, value: { 'news.example:443': '127.0.0.1:9000' } };
const rules = { type: { is: 'rules' }, value: [{ hosts: ['a.example'], selector: '#news' }] };
const ports = { type: { is: 'ports' }, value: [80, 443] };
const choice = { type: { is: 'choice', of: ['on', 'off'] }, value: 'on' };

describe('textOf and parseValue', () => {
  it('give a value back that nobody has changed', () => {
    for (const setting of [globs, hosts, rules, ports, choice])
      expect(parseValue(setting, textOf(setting)), setting.type.is).to.deep.equal(setting.value);
  });

  it('write lists with one entry a line, and forgive empty ones', () => {
    expect(textOf(globs)).to.equal('*.bank.example\na.example');
    expect(parseValue(globs, ' b.example \n\n')).to.deep.equal(['b.example']);
    expect(parseValue({ type: { is: 'number' }, value: 24 }, '12')).to.equal(12);
    expect(parseValue({ type: { is: 'url' }, value: null }, ' ')).to.equal(null);
  });

  it('does not take rules that are not JSON', () => {
    expect(parseValue(rules, '')).to.deep.equal([]);
    expect(() => parseValue(rules, '[{')).to.throw(SyntaxError);
  });
});

describe('isLong', () => {
  it('knows what takes several lines', () => {
    expect([globs, hosts, rules, ports, choice].map(isLong)).to.deep.equal([true, true, true, true, false]);
  });
});

describe('settingOf', () => {
  it('finds a setting by its key', () => {
    expect(settingOf({ version: 1, settings: [] }, 'replace')).to.equal(undefined);
  });
});
