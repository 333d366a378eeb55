import { expect } from 'chai';
import fc from 'fast-check';
import type { ReplacementRule } from '../../injector/index.ts';
import { editPage, type PageEdit } from '../../injector/page-edit.ts';

const origin = 'https://hallway.internal';
const hide = { do: 'hide', with: null } as const;
const pane = { with: { pane: true, height: 100 } } as const;
const news = { with: { portal: '/announcements', height: 100 } } as const;

function edit(
  page: string | Buffer,
  ...changes: (Partial<ReplacementRule> & { selector: string })[]
): PageEdit {
  const rules = changes.map((change, index) => ({
    hosts: ['*'],
    paths: ['*'],
    do: 'replace' as const,
    with: { text: 'new' },
    ...change,
    number: index + 1,
  }));
  return editPage(Buffer.from(page), rules, origin);
}

const edited = (page: string, ...changes: Parameters<typeof edit>[1][]) => {
  const { bytes, outcome } = edit(page, ...changes);
  return bytes === null ? outcome : textOf(bytes);
};

const textOf = (bytes: Uint8Array, encoding: 'utf8' | 'latin1' = 'utf8') =>
  Buffer.from(bytes).toString(encoding);

describe('editPage', () => {
  const page = '<!doctype html>\r\n<BODY  class=a><div id="a" >old <b>text</B></div >\r<p>rest&nbsp;';

  it('replaces, appends and hides, and leaves all other bytes', () => {
    expect(edited(page, { selector: '#a' })).to.equal(page.replace('old <b>text</B>', 'new'));
    expect(edited(page, { selector: '#a', do: 'append' })).to.equal(page.replace('</B>', '</B>new'));
    expect(edited(page, { selector: '#a', ...hide })).to.equal(
      page.replace('<div id', '<div hidden data-hallway-hide id'),
    );
    expect(edited(page, { selector: '#a', ...pane })).to.match(
      /<div id="a" ><iframe data-hallway [^>]+><\/iframe><\/div >/,
    );
  });

  it('tells what it found and wrote', () => {
    const told = edit(page, { selector: '.none' }, { selector: 'b, p', with: { text: '<é>' } });
    expect(told.rules).to.deep.equal([
      { rule: 1, found: 0, edited: 0, samples: [] },
      { rule: 2, found: 2, edited: 1, samples: ['<b>text</B>', '<p>rest&nbsp;'] },
    ]);
    expect(told.written).to.deep.equal(['&#60;&#233;&#62;']);
    expect(told).to.include({ outcome: 'edited', hasPane: false, hides: false });
    expect(edit(page, { selector: '#a', ...news })).to.deep.include({
      frames: ['https://hallway.internal/announcements'],
    });
  });

  it('changes nothing where nothing is found', () => {
    expect(edit(page, { selector: '#b' })).to.deep.include({ outcome: 'nothing', bytes: null });
  });

  it('works in every encoding that extends ASCII', () => {
    const bytes = Buffer.from('<p id=\xe4>\x81\xff</p><p title=\xe9>x</p>\xc3', 'latin1');
    expect(textOf(edit(bytes, { selector: '[id]' }).bytes!, 'latin1')).to.equal(
      '<p id=\xe4>new</p><p title=\xe9>x</p>\xc3',
    );
    // In UTF-8 selectors find what people read.
    expect(
      edited('<p class=größe>\u{1f600}</p>ü<i>x</i>', { selector: '.größe' }, { selector: 'i' }),
    ).to.equal('<p class=größe>new</p>ü<i>new</i>');
  });

  it('leaves what stands in templates, noscript and foreign content, and what has no markup of its own', () => {
    for (const odd of [
      '<template><p id=a>x</p></template>',
      '<noscript><p id=a>x</p></noscript>',
      '<svg><g id=a>x</g></svg>',
      '<svg><foreignObject><p id=a>x</p></foreignObject></svg>',
      '<script id=a>x</script>',
      '<style id=a>x</style>',
      '<iframe id=a>x</iframe>',
      '<p id=a>x',
      '<img id=a>',
    ]) {
      expect(edited(odd, { selector: '#a' }), odd).to.equal('nothing');
    }
    expect(edited('x', { selector: 'body' }, { selector: 'html', ...hide }, { selector: 'tbody' })).to.equal(
      'nothing',
    );
    expect(edited('<html><body>x</body>', { selector: 'body', ...hide })).to.equal('nothing');
  });

  it('gives up where more would change than is meant', () => {
    expect(edited('<table id=a><tr><td>x</table>', { selector: '#a', ...pane })).to.equal('entangled');
    expect(edited('<select id=a><option>x</select>', { selector: '#a', ...pane })).to.equal('entangled');
    expect(edited('<div id=a><b>x</div>y', { selector: '#a' })).to.equal('entangled');
    expect(edited('<textarea id=a>x</textarea>', { selector: '#a', ...pane })).to.equal('entangled');
    expect(edited('<title id=a>x</title>', { selector: '#a' })).to.equal('<title id=a>new</title>');
  });

  it('gives the earlier rule and the outer element the way where places meet', () => {
    const nested = '<div id=a>1<div id=b>2</div></div>';
    expect(edited(nested, { selector: 'div' })).to.equal('<div id=a>new</div>');
    expect(edited(nested, { selector: '#b', with: { text: 'B' } }, { selector: '#a' })).to.equal(
      '<div id=a>1<div id=b>B</div></div>',
    );
    expect(edited(nested, { selector: '#a', do: 'append' }, { selector: '#b' })).to.equal(
      '<div id=a>1<div id=b>new</div>new</div>',
    );
  });

  it('shows how the first elements found begin, in one line', () => {
    const many = `<p>one\n two</p><p>${'x'.repeat(200)}</p>`.repeat(2);
    const { samples } = edit(many, { selector: 'p' }).rules[0]!;
    expect(samples).to.deep.equal(['<p>one two</p>', `<p>${'x'.repeat(157)}…`, '<p>one two</p>']);
    expect(edit('text', { selector: 'body' }).rules[0]!.samples).to.deep.equal(['<body>']);
  });

  it('puts one pane into a page', () => {
    const told = edit('<p>1</p><p>2</p>', { selector: 'p', ...pane });
    expect(told.rules[0]).to.include({ rule: 1, found: 2, edited: 1 });
  });

  it("allows our frames in the page's own policy", () => {
    const meta = (policy: string) => `<meta HTTP-EQUIV=Content-Security-Policy content="${policy}"><p>x</p>`;
    expect(edited(meta("frame-src 'none'; img-src *"), { selector: 'p', ...news })).to.contain(
      'content="frame-src https://hallway.internal/announcements; img-src *"',
    );
    expect(edited(meta("frame-src 'none'"), { selector: 'p' })).to.equal(
      meta("frame-src 'none'").replace('>x<', '>new<'),
    );
  });

  it('gives up on a selector that finds more than was meant', () => {
    expect(edited('<p>x</p>'.repeat(501), { selector: 'p' })).to.equal('many');
  });

  describe('over any page', () => {
    const names = fc.constantFrom(
      'div',
      'p',
      'b',
      'i',
      'table',
      'tr',
      'td',
      'ul',
      'li',
      'select',
      'svg',
      'template',
      'script',
      'title',
      'br',
      'form',
      'a',
    );
    const piece = fc.oneof(
      names.map(name => `<${name}>`),
      fc
        .tuple(names, fc.constantFrom('id=a', 'class=x', 'class="x y"'))
        .map(([name, more]) => `<${name} ${more}>`),
      names.map(name => `</${name}>`),
      names.map(name => `<${name} id=a class=x>old<b>${name}</b></${name}>`),
      fc.constantFrom('text', '\r\n', '&amp', '<!-- c -->', 'ü', '<', '\0', '<![CDATA[x]]>', '<frameset>'),
    );
    const pages = fc.array(piece, { maxLength: 25 }).map(pieces => pieces.join(''));
    const rules = fc.record({
      selector: fc.constantFrom('#a', '.x', 'div', 'p b', 'td', 'li:first', 'ul > li', ':not(p)', 'title'),
      change: fc.constantFrom<Partial<ReplacementRule>>({}, { do: 'append' }, hide, pane, {
        ...news,
        do: 'append',
      }),
    });

    it('keeps every byte but those of what is edited', () => {
      let edited = 0;
      fc.assert(
        fc.property(pages, rules, (text, { selector, change }) => {
          const told = edit(text, { selector, ...change });
          if (told.bytes === null) return;
          edited++;
          expectKept(text, textOf(told.bytes), told.written, change.do ?? 'replace');
        }),
        { numRuns: 1000 },
      );
      expect(edited).to.be.above(100);
    }).timeout(60_000);
  });
});

/** What was written, cut out again, leaves the page; of a replaced part a run of the page may be missing. */
function expectKept(before: string, now: string, written: string[], how: string): void {
  let at = 0;
  let from = 0;
  for (const [index, text] of written.entries()) {
    const put = how === 'hide' ? ` ${text}` : text;
    const found = now.indexOf(put, at);
    const between = now.slice(at, found);
    const place = index === 0 ? 0 : before.indexOf(between, from);
    expect(before.startsWith(between, place), 'what stands between two edits').to.equal(true);
    if (how !== 'replace') expect(place, 'nothing is missing').to.equal(from);
    from = place + between.length;
    at = found + put.length;
  }
  const rest = now.slice(at);
  expect(before.endsWith(rest)).to.equal(true);
  if (how !== 'replace') expect(before.slice(from)).to.equal(rest);
  else expect(before.length - rest.length).to.be.at.least(from);
}
