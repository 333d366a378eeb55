import { expect } from 'chai';
import { type Setting, settingsTable } from '../../../cli/settings-table.ts';
import { settingNames } from '../../../client/admin/setting-names.ts';
import { settingTexts } from '../../../client/admin/setting-words.ts';
import { wordsOf } from '../../../client/admin/words.ts';

const names = settingNames(wordsOf(settingTexts, 'de'));
const live = (settingsTable as readonly Setting[]).filter(setting => setting.live);

describe('settingNames', () => {
  it('has a name for every setting that can be changed, and for each of its choices', () => {
    for (const { key, type } of live) {
      expect(names.name(key), key).not.to.equal(key);
      if (type.is === 'choice' && key !== 'portal.registration')
        for (const value of type.of) expect(names.choice(key, value), `${key}=${value}`).not.to.equal(value);
      if (type.is === 'number') expect(Object.hasOwn(settingTexts.en, type.unit), type.unit).to.equal(true);
    }
  });

  it('takes the words of the server where there are no others', () => {
    expect(names.name('new.setting')).to.equal('new.setting');
    expect(names.about({ key: 'new.setting', about: 'Does it.' })).to.equal('Does it.');
    expect(names.choice('new.setting', 'fast')).to.equal('fast');
    expect(names.group('new')).to.equal('new');
  });

  it('writes a value in one line where that says it', () => {
    const hours = { key: 'invitations.hours', type: { is: 'number', unit: 'hours' } };
    expect(names.value(hours, 24)).to.equal('24 Stunden');
    expect(names.value({ key: 'tls.learn', type: { is: 'choice' } }, 'off')).to.contain('Keine lernen');
    expect(names.value({ key: 'tls.bypass', type: { is: 'globs' } }, ['a'])).to.equal(null);
  });
});
