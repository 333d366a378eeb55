import { expect } from 'chai';
import { directionOf, pickLanguage, tables, translator } from '../../client/strings.ts';

const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();

describe('tables', () => {
  for (const [language, table] of Object.entries(tables)) {
    it(`has every text in ${language}, with everything put in that belongs there`, () => {
      expect(Object.keys(table)).to.deep.equal(Object.keys(tables.en));
      for (const [key, text] of Object.entries(tables.en)) {
        const own = table[key as keyof typeof table];
        expect(own.trim(), key).not.to.equal('');
        expect(places(own), key).to.deep.equal(places(text));
      }
    });
  }
});

describe('pickLanguage', () => {
  it('takes the first wish that there is a table for', () => {
    expect(pickLanguage(['fr-CA', 'de-AT', 'en'])).to.equal('de');
    expect(pickLanguage(['AR-eg'])).to.equal('ar');
  });

  it('falls back to English', () => {
    expect(pickLanguage(['xx', 'constructor'])).to.equal('en');
    expect(pickLanguage([])).to.equal('en');
  });
});

describe('translator', () => {
  it('puts names in', () => {
    expect(translator('en')('waitingInvitation', 'Alice')).to.equal('Alice invites you');
    expect(translator('de')('openUnread', 3)).to.equal('Hallway öffnen, neu: 3');
  });

  it('sets names of the other direction apart', () => {
    expect(translator('en')('waitingInvitation', 'علي')).to.equal('\u2068علي\u2069 invites you');
    expect(directionOf('ar')).to.equal('rtl');
  });

  it('takes a name as it is, even one that looks like a place', () => {
    expect(translator('en')('waitingInvitation', '{0} $& {1}')).to.equal('{0} $& {1} invites you');
  });
});
