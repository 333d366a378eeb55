import { expect } from 'chai';
import { nameIn, sections, sectionsFor } from '../../../client/admin/sections.ts';

describe('sections', () => {
  it('stand at addresses of their own', () => {
    const paths = sections.map(({ path }) => path);
    expect(new Set(paths).size).to.equal(paths.length);
    for (const path of paths) expect(path).to.match(/^[a-z-]+$/);
  });

  it('have a name in every language, English where there is none', () => {
    for (const section of sections) {
      for (const language of ['en', 'de', 'ar']) expect(nameIn(section, language)).not.to.equal('');
      expect(nameIn(section, 'fr')).to.equal(section.name.en);
    }
  });

  it('show to whoever has the right', () => {
    expect(sectionsFor([])).to.deep.equal([]);
    expect(sectionsFor(['administer', 'announce', 'help', 'audit'])).to.deep.equal(sections);
    for (const { right } of sectionsFor(['audit'])) expect(right).to.equal('audit');
  });
});
