import { expect } from 'chai';
import { languages } from '../../client/languages.ts';
import { english, isRightToLeft, translator } from '../../client/strings.ts';

const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();

const tables = { en: english, ...languages };

describe('the texts', () => {
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

describe('isRightToLeft', () => {
  it('knows which way a language is written', () => {
    expect(isRightToLeft('ar')).to.equal(true);
    expect(isRightToLeft('de')).to.equal(false);
    expect(isRightToLeft('arn')).to.equal(false);
  });
});

describe('translator', () => {
  it('puts names in', () => {
    expect(translator('en', null)('waitingInvitation', 'Alice')).to.equal('Alice invites you');
    expect(translator('de', languages.de!)('openUnread', 3)).to.equal('Hallway öffnen, neu: 3');
  });

  it('sets names of the other direction apart', () => {
    expect(translator('en', null)('waitingInvitation', 'علي')).to.equal('\u2068علي\u2069 invites you');
    expect(translator('ar', languages.ar!)('waitingInvitation', 'Alice')).to.contain('\u2068Alice\u2069');
  });

  it('falls back to English where a text is missing', () => {
    expect(translator('xx', {})('accept')).to.equal('Accept');
  });

  it('takes a name as it is, even one that looks like a place', () => {
    expect(translator('en', null)('waitingInvitation', '{0} $& {1}')).to.equal('{0} $& {1} invites you');
  });
});
