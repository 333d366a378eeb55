import { expect } from 'chai';
import { excerpt } from '../../client/excerpt.ts';

describe('excerpt', () => {
  it('shows the first word that was found, whatever its case and accents', () => {
    expect(excerpt('Grüße aus KÖLN', 'koln')).to.deep.equal({
      before: 'Grüße aus ',
      match: 'KÖLN',
      after: '',
    });
    expect(excerpt('one two', 'two ONE')).to.deep.equal({ before: '', match: 'one', after: ' two' });
  });

  it('begins shortly before a word that stands far behind', () => {
    const { before, match } = excerpt(`${'many words '.repeat(20)}here it is`, 'here');
    expect(before).to.match(/^…\S.{5,40}$/);
    expect(match).to.equal('here');
  });

  it('keeps places in scripts whose small letters are longer', () => {
    expect(excerpt('İstanbul and more', 'more').match).to.equal('more');
  });

  it('shows the beginning where no word stands as it was written', () => {
    expect(excerpt('明日の\n会議', 'x')).to.deep.equal({ before: '明日の 会議', match: '', after: '' });
  });
});
