import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { common, type Texts, wordsOf } from '../../../client/admin/words.ts';

const folder = new URL('../../../client/admin/', import.meta.url);
const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();

describe('wordsOf', () => {
  it('puts names in, and speaks English where there is no other', () => {
    expect(wordsOf(common, 'de')('back', 'Leute')).to.equal('Zurück zu Leute');
    expect(wordsOf(common, 'xx')('back', 'People')).to.equal('Back to People');
    expect(wordsOf(common, 'ar')('back', 'Dora')).to.include('\u2068Dora\u2069');
  });
});

describe('the texts of every section', () => {
  const tables = readdirSync(folder).filter(name => name.endsWith('-words.ts'));
  for (const name of ['words.ts', ...tables]) {
    it(`say the same things in each language: ${name}`, async () => {
      const file = (await import(new URL(name, folder).href)) as Record<string, Texts<string>>;
      const found = Object.values(file).filter(
        value => typeof value === 'object' && 'en' in value && 'ar' in value,
      );
      expect(found).to.have.length(1);
      const { en, de, ar } = found[0]!;
      for (const table of [de, ar]) {
        expect(Object.keys(table)).to.deep.equal(Object.keys(en));
        for (const [key, text] of Object.entries(en)) {
          expect(table[key]!.trim(), key).not.to.equal('');
          expect(places(table[key]!), key).to.deep.equal(places(text));
        }
      }
    });
  }
});
