import { expect } from 'chai';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { escapeHtml, html, inlineJson, trusted } from '../../portal/html.ts';

describe('html', () => {
  it('escapes text and leaves markup made by itself alone', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${'"&\''}">${inner}${[inner, 3]}${null}${false}${undefined}</p>`.text).to.equal(
      '<p title="&quot;&amp;&#39;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
    );
    expect(html`${trusted('<br>')}`.text).to.equal('<br>');
  });

  it('never lets text become an element or leave its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const { childNodes } = parseFragment(html`<p title="${text}">${text}</p>`.text);
        expect(childNodes.length).to.equal(1);
        const [p] = childNodes as unknown as { attrs: unknown[]; childNodes: { nodeName: string }[] }[];
        expect(p!.attrs.length).to.equal(1);
        for (const child of p!.childNodes) expect(child.nodeName).to.equal('#text');
      }),
    );
  });
});

describe('escapeHtml', () => {
  it('leaves ordinary text as it is', () => {
    expect(escapeHtml('Grüße, 世界')).to.equal('Grüße, 世界');
  });
});

describe('inlineJson', () => {
  it('never ends its script, and means the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.constant('</script><!--<script>\u2028')), value => {
        const { text } = inlineJson({ value });
        expect(text).not.to.match(/[<\u2028\u2029]/);
        expect(JSON.parse(text)).to.deep.equal({ value });
      }),
    );
  });
});
