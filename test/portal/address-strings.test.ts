import { expect } from 'chai';
import { addressStrings } from '../../portal/address-strings.ts';

describe('addressStrings', () => {
  it('has every text in every language, with the same places to fill', () => {
    const places = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
    for (const [language, texts] of Object.entries(addressStrings)) {
      for (const [key, english] of Object.entries(addressStrings.en)) {
        const text = texts[key as keyof typeof texts];
        expect(text, `${language} ${key}`).to.be.a('string').and.not.equal('');
        expect(places(text), `${language} ${key}`).to.deep.equal(places(english));
      }
    }
  });
});
