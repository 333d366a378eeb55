import { expect } from 'chai';
import {
  entriesOf,
  groupsOf,
  hostIn,
  type Setting,
  settingOf,
  textOf,
} from '../../../client/admin/settings.ts';

const setting = (key: string, more: Partial<Setting> = {}): Setting => ({
  ...{ key, section: key.split('.')[0]!, about: '', type: { is: 'number' }, value: 1, base: 1 },
  ...{ from: 'default', changed: null, readOnly: null, ...more },
});

describe('entriesOf', () => {
  it('tells what was added here from what stands in the file, and shows what was taken out', () => {
    expect(entriesOf({ value: ['a.test', 'new.test'], base: ['a.test', 'gone.test'] })).to.deep.equal([
      { text: 'a.test', isOn: true, isBase: true },
      { text: 'new.test', isOn: true, isBase: false },
      { text: 'gone.test', isOn: false, isBase: true },
    ]);
  });
});

describe('hostIn', () => {
  it('finds the host in whatever somebody pastes', () => {
    for (const typed of [
      'www.Bank.example',
      ' https://www.bank.example/login?x=1 ',
      'www.bank.example:8443/a',
      'https://me@www.bank.example#top',
    ])
      expect(hostIn(typed), typed).to.equal('www.bank.example');
  });

  it('leaves globs and addresses as they are', () => {
    for (const typed of ['*.bank.example', '10.0.0.1', 'fd00::1']) expect(hostIn(typed)).to.equal(typed);
  });
});

describe('groupsOf', () => {
  it('groups what can be changed here and stands nowhere else', () => {
    const settings = [
      setting('files.maxMb'),
      setting('data', { readOnly: 'At the start.' }),
      setting('guests.atOnce'),
      setting('files.types'),
      setting('replace'),
    ];
    const groups = groupsOf({ version: 1, settings }, ['replace']);
    expect(groups.map(([name, of]) => [name, of.map(({ key }) => key)])).to.deep.equal([
      ['files', ['files.maxMb', 'files.types']],
      ['guests', ['guests.atOnce']],
    ]);
  });
});

describe('textOf', () => {
  it('writes any value in one line', () => {
    expect(
      [null, 24, 'on', ['a', 'b'], [], { 'a:80': 'b' }, { host: '::1', port: 80 }].map(textOf),
    ).to.deep.equal([...['', '24', 'on', 'a, b', '', '{"a:80":"b"}', '::1:80']]);
  });
});

describe('settingOf', () => {
  it('finds a setting by its key', () => {
    const settings = [setting('replace')];
    expect(settingOf({ version: 1, settings }, 'replace')).to.equal(settings[0]);
    expect(settingOf({ version: 1, settings }, 'other')).to.equal(undefined);
  });
});
