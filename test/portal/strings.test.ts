import { expect } from 'chai';
import fc from 'fast-check';
import { chooseLanguage, fill, isRightToLeft, strings } from '../../portal/strings.ts';

describe('chooseLanguage', () => {
  it('takes what is wanted most among what there is', () => {
    expect(chooseLanguage('de-AT,de;q=0.9,en;q=0.8')).to.equal('de');
    expect(chooseLanguage('fr, de;q=0.4, en;q=0.6')).to.equal('en');
    expect(chooseLanguage('de;q=0, fr')).to.equal('en');
    expect(chooseLanguage(undefined)).to.equal('en');
    expect(chooseLanguage('ar-EG, de;q=0.5', ['en', 'de', 'ar'])).to.equal('ar');
  });

  it('survives any header', () => {
    fc.assert(
      fc.property(fc.string(), text => void expect(['en', 'de', 'ar']).to.include(chooseLanguage(text))),
    );
    expect(chooseLanguage('constructor, __proto__')).to.equal('en');
  });
});

describe('strings', () => {
  it('keep their places for values in every language', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(strings.en)) {
      for (const language of ['de', 'ar'] as const)
        expect(places(strings[language][key as keyof typeof strings.de]), key).to.deep.equal(places(text));
    }
  });
});

describe('fill', () => {
  it('puts values in, and leaves unknown places alone', () => {
    expect(fill('{a} and {b}', { a: 1 })).to.equal('1 and {b}');
  });
});

describe('isRightToLeft', () => {
  it('is so for Arabic alone', () => {
    expect(['en', 'de', 'ar'].map(isRightToLeft)).to.deep.equal([false, false, true]);
  });
});
