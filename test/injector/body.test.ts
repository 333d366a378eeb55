import { expect } from 'chai';
import { bodyFilterFor } from '../../injector/body.ts';
import { createSnippet } from '../../injector/snippet.ts';
import { decoders, encoders, filtered } from './support.ts';

describe('bodyFilterFor', () => {
  for (const coding of ['identity', 'gzip', 'deflate', 'br', 'zstd'] as const) {
    it(`injects pages in ${coding}, HTML and XHTML`, async () => {
      const start = '<html xmlns="http://www.w3.org/1999/xhtml"><head>';
      for (const syntax of ['html', 'xhtml'] as const) {
        const plan = { syntax, charset: undefined, sniff: false };
        const filter = bodyFilterFor(coding, plan, createSnippet('1'), () => {});
        const given = decoders[coding]!(
          await filtered(filter, [encoders[coding]!(Buffer.from(`${start}</head></html>`))]),
        );
        expect(given.toString()).to.match(/<script [^>]*data-hallway/);
      }
    });
  }
});
