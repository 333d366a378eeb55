import { expect } from 'chai';
import { screensTexts, screensTranslator } from '../../client/screens-strings.ts';

const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();

describe('screensTranslator', () => {
  for (const [language, table] of Object.entries(screensTexts)) {
    it(`has every text in ${language}, with everything put in that belongs there`, () => {
      expect(Object.keys(table)).to.deep.equal(Object.keys(screensTexts.en!));
      for (const [key, text] of Object.entries(screensTexts.en!)) {
        const own = table[key as keyof typeof table];
        expect(own.trim(), key).not.to.equal('');
        expect(places(own), key).to.deep.equal(places(text));
      }
    });
  }

  it('puts names in, and speaks English where there is no other', () => {
    expect(screensTranslator('xx')('chatWith', 'Dora')).to.equal('Chat with Dora');
    expect(screensTranslator('ar')('chatWith', 'Dora')).to.include('\u2068Dora\u2069');
  });
});
