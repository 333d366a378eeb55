import { expect } from 'chai';
import { pageSummary } from '../../cli/page-summary.ts';

describe('pageSummary', () => {
  it('takes what the page offers for sharing before its own title', () => {
    const html = `<!doctype html><html><head><!-- <title>no</title> --><script>"<title>no</title>"</script>
      <title>Own &amp; plain</title><meta name="description" content="Plain">
      <meta property="og:title" content="Shared &quot;title&quot;"><META CONTENT='In short' PROPERTY=og:description>
      <meta property="og:site_name" content="The &lt;Site&gt;"></head><body><meta property="og:title" content="late">`;
    expect(pageSummary(html)).to.deep.equal({
      title: 'Shared "title"',
      description: 'In short',
      site: 'The <Site>',
    });
  });

  it('makes do with a title, and has nothing to say without one', () => {
    const bare = { description: '', site: '' };
    expect(pageSummary('<title>  One\n\tline &amp; more </title>')).to.deep.equal({
      title: 'One line & more',
      ...bare,
    });
    expect(pageSummary('<title>Never closed')).to.deep.equal({ title: 'Never closed', ...bare });
    expect(pageSummary('<svg><title></title></svg><p>text')).to.equal(null);
    expect(pageSummary('<meta name=description content="alone">')).to.equal(null);
    expect(pageSummary('')).to.equal(null);
  });

  it('says nothing twice', () => {
    const html = '<title>Same</title><meta name="description" content="Same">';
    expect(pageSummary(html)!.description).to.equal('');
  });

  it('cuts long texts, and takes out what would make them look like others', () => {
    const hostile = `\u202egnp.exe\u0000\u0007 a\u200bb ${'𝒳'.repeat(500)}`;
    const { title, description } = pageSummary(
      `<title>${hostile}</title><meta name="description" content="${'word '.repeat(200)}">`,
    )!;
    expect(title).to.match(/^gnp\.exe ab 𝒳+…$/u);
    expect(Array.from(title)).to.have.length(200);
    expect(title.isWellFormed()).to.equal(true);
    expect(description).to.match(/word…$/);
    expect(description.length).to.be.below(301);
  });

  it('takes markup in texts for text', () => {
    const html = '<meta property="og:title" content="<img src=x onerror=alert(1)>">';
    expect(pageSummary(html)!.title).to.equal('<img src=x onerror=alert(1)>');
  });

  it('reads half a megabyte of whatever somebody made to hold it up', function () {
    // The parser alone takes minutes for some of these.
    this.timeout(20_000);
    const pieces = [
      '<',
      '<!--',
      '<div>',
      '<title>',
      '<meta ',
      '<meta a="',
      '<meta a=\'"',
      '<script>',
      '<a b="',
      '&amp;',
    ];
    for (const piece of [
      ...pieces,
      '<meta name="a" content="<!--">',
      '<title><!--',
      '<meta content="<div><div>">',
    ]) {
      const html = piece.repeat(Math.floor((512 * 1024) / piece.length));
      expect(() => pageSummary(html), piece).not.to.throw();
    }
  });
});
