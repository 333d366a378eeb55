import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import {
  buildClientAssets,
  type ClientAssets,
  checkLoader,
  maxLoaderBytes,
} from '../../cli/client-assets.ts';

const sizeOf = (files: Buffer[]) => files.reduce((sum, file) => sum + gzipSync(file).length, 0);

describe('buildClientAssets', () => {
  let assets: ClientAssets;
  before(async () => {
    assets = await buildClientAssets({ magicOrigin: 'https://hallway.internal' });
  });

  it('makes a loader small enough to stand in every page', () => {
    expect(Buffer.byteLength(assets.loader)).to.be.at.most(maxLoaderBytes);
  });

  it('makes a loader that no page and no encoding can break', () => {
    expect(assets.loader).to.match(/^[\n\x20-\x7e]+$/);
    expect(assets.loader).not.to.match(/<\/?script|\]\]>|<!--|-->/i);
  });

  it('puts the magic origin into the loader and nothing else of it', () => {
    expect(assets.loader).to.include('https://hallway.internal');
    expect(assets.loader).not.to.include('.invalid');
  });

  it('takes a magic origin of any length', async () => {
    const magicOrigin = `https://${'hallway.'.repeat(20)}example`;
    expect((await buildClientAssets({ magicOrigin })).loader).to.include(`"${magicOrigin}"`);
  });

  it('makes the same bytes every time, since a hash allows them', async () => {
    const again = await buildClientAssets({ magicOrigin: 'https://hallway.internal/' });
    expect(again.loader).to.equal(assets.loader);
  });

  const named = (start: string) => Object.keys(assets.modules).find(name => name.startsWith(start))!;

  /** What a browser fetches for these modules, the ones that are there from the first visit left out. */
  function loadedFor(...names: string[]): string[] {
    const found = new Set<string>();
    const look = (name: string) => {
      if (found.has(name) || assets.preload.includes(name)) return;
      found.add(name);
      for (const [, next] of `${assets.modules[name]}`.matchAll(/(?:from|^import)"\.\/([^"]+)"/gm))
        look(next!);
    };
    names.forEach(look);
    return [...found];
  }
  const laterSize = (...names: string[]) => sizeOf(loadedFor(...names).map(name => assets.modules[name]!));

  it('keeps all that a first visit loads within 41 KB, and what is opened later within 29', () => {
    const first = [assets.script, assets.style, ...assets.preload.map(name => assets.modules[name]!)];
    expect(sizeOf(first)).to.be.below(41_000);
    expect(laterSize(named('screens-'))).to.be.below(29_000);
  });

  it('keeps the page of those who run the house in files that nobody else loads, 25 KB for each section', () => {
    const shell = named('admin-');
    for (const name of [...assets.preload, ...loadedFor(named('screens-'))])
      expect(`${assets.modules[name]}`.includes('.admin '), name).to.equal(false);
    const sections = [...`${assets.modules[shell]}`.matchAll(/import\("\.\/([^"]+)"\)/g)].map(
      ([, name]) => name!,
    );
    expect(sections).not.to.deep.equal([]);
    for (const section of sections) expect(laterSize(shell, section), section).to.be.below(25_000);
  });

  it('names each module by its content, as its importers do', () => {
    for (const name of Object.keys(assets.modules)) expect(name).to.match(/^[a-z-]+-[A-Z0-9]{8}\.js$/);
    for (const name of assets.preload) expect(assets.script.includes(name), name).to.equal(true);
  });

  it('makes a pane that cannot write HTML or keep anything in the browser', () => {
    const ours = [assets.script, ...Object.values(assets.modules)].join('\n');
    expect(ours).not.to.match(
      /insertAdjacentHTML|document\.write|localStorage|sessionStorage|indexedDB|document\.cookie/,
    );
  });
});

describe('checkLoader', () => {
  it('refuses a loader that is too large', () => {
    expect(() => checkLoader('x'.repeat(maxLoaderBytes + 1))).to.throw('more than 2048');
  });

  it('refuses what would end its element, and what is not ASCII', () => {
    for (const text of ['a</script>', 'a]]>b', '<!-- a', '"\u00e4"', '\u0000']) {
      expect(() => checkLoader(text), JSON.stringify(text)).to.throw('the loader has');
    }
  });
});
