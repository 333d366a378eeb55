import { expect } from 'chai';
import { load } from 'cheerio';
import { demoPages } from '../../cli/demo-pages.ts';

describe('demoPages', () => {
  it('link only to each other, and need no inline style or script', () => {
    for (const [path, { type, body }] of Object.entries(demoPages)) {
      if (type !== 'text/html') continue;
      const $ = load(body);
      for (const link of $('a, link').toArray())
        expect(demoPages, path).to.have.property($(link).attr('href')!);
      expect($('script, style, [style]').length, path).to.equal(0);
      expect($('title').text()).not.to.equal('');
    }
  });
});
