import { expect } from 'chai';
import { actionName, allActions } from '../../../client/admin/audit-actions.ts';

describe('actionName', () => {
  it('says in the reader’s language what was done', () => {
    expect(actionName('hold_lifted', 'de')).to.equal('Sicherung aufgehoben');
    expect(actionName('hold_lifted', 'ar')).to.equal('رفع حجز');
  });

  it('is as the log has it in English, and where a later release has noted something else', () => {
    expect(actionName('hold_lifted', 'en')).to.equal('hold lifted');
    expect(actionName('moon_landed_on', 'de')).to.equal('moon landed on');
  });
});

describe('allActions', () => {
  it('are in the order of their names, each with one of its own', () => {
    for (const language of ['en', 'de', 'ar']) {
      const names = allActions(language).map(([, name]) => name);
      expect(names).to.deep.equal(names.toSorted(new Intl.Collator(language).compare));
      expect(new Set(names).size, language).to.equal(names.length);
    }
    expect(allActions('en')[0]).to.deep.equal(['address_changed', 'address changed']);
  });
});
