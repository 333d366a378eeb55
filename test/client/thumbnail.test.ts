import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Harness, paneOf, startHarness } from './harness.ts';
import { scenes } from './scenes.ts';

describe('makeThumbnail', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;
  before(async () => {
    harness = await startHarness(scenes['conversation-files']!);
    harness.pages.set('/', { html: '<!doctype html><title>A</title><loader>' });
  });
  after(() => harness?.close());

  it('draws a large picture small, and leaves what is no picture alone', async () => {
    page = await harness.newPage();
    await page.goto(`${harness.pageOrigin}/`);
    const picture = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 2_000, height: 1_000 });
      canvas.getContext('2d')!.fillRect(0, 0, 900, 900);
      const blob = await new Promise<Blob>(resolve => canvas.toBlob(one => resolve(one!), 'image/png'));
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    const bodies: Buffer[] = [];
    await page.route('**/thumbnail', async route => {
      bodies.push(route.request().postDataBuffer()!);
      await route.fulfill({ status: 200, body: '{}' });
    });
    harness.put = () => ({ id: 'f9', name: 'x', type: 'image/png', bytes: 1 });
    const pane = await paneOf(page);
    const choose = (content: Buffer) =>
      pane.setInputFiles('input[type=file]', { name: 'x.png', mimeType: 'image/png', buffer: content });
    await choose(Buffer.from('no picture at all'));
    await pane.waitForSelector('.chip.is-kept');
    expect(bodies).to.have.length(0);
    await choose(Buffer.from(picture));
    await pane.waitForSelector('.chip.is-kept >> nth=1');
    expect(bodies).to.have.length(1);
    expect(bodies[0]!.length).to.be.within(1, 128 * 1024);
    const size = await page.evaluate(
      async bytes => {
        const { width, height } = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        return [width, height];
      },
      [...bodies[0]!],
    );
    expect(size).to.deep.equal([480, 240]);
  });
});
