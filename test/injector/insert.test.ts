import { expect } from 'chai';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { escapeText, insertMarkup } from '../../injector/insert.ts';

describe('escapeText', () => {
  it('is plain ASCII that a parser reads as the very text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), random => {
        const text = random.toWellFormed().replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '');
        const escaped = escapeText(text);
        expect(escaped)
          .to.match(/^[\t\n\x20-\x7e]*$/)
          .and.not.match(/[<>"']/);
        const [node] = parseFragment(escaped).childNodes as DefaultTreeAdapterTypes.TextNode[];
        expect(node?.value ?? '').to.equal(text);
      }),
    );
  });
});

describe('insertMarkup', () => {
  const origin = 'https://hallway.internal';

  it('frames the pane inline, and pages of the portal, each with a title', () => {
    expect(insertMarkup({ pane: true, height: 500 }, origin)).to.equal(
      '<iframe data-hallway title="Hallway" src="https://hallway.internal/pane#inline" width="100%" height="500" frameborder="0" allow="autoplay"></iframe>',
    );
    expect(insertMarkup({ portal: '/announcements', height: 200 }, origin))
      .to.contain('src="https://hallway.internal/announcements"')
      .and.contain('title="Hallway announcements"');
  });

  it('holds no style attribute, which policies forbid', () => {
    expect(insertMarkup({ pane: true, height: 1 }, origin)).to.not.contain('style');
  });
});
