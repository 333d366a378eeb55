import { expect } from 'chai';
import { bodyFilterFor } from '../../injector/body.ts';
import type { Coding } from '../../injector/decision.ts';
import { maxPage, ReplacingBody } from '../../injector/replacing-body.ts';
import { createSnippet } from '../../injector/snippet.ts';
import { cut, decoders, encoders, filtered } from './support.ts';

const snippet = createSnippet('1');
const plan = { syntax: 'html', charset: 'utf-8', sniff: false } as const;
const page = Buffer.from(`<!doctype html><head><!-- ${'lorem ipsum '.repeat(3000)}--><p>end`);

function body(coding: Coding, edit: (page: Buffer) => Promise<Buffer | null>) {
  const outcomes: string[] = [];
  const ordinary = () => bodyFilterFor(coding, plan, snippet, () => {});
  const filter = new ReplacingBody({ coding, ordinary, edit, passed: outcome => outcomes.push(outcome) });
  return { filter, ordinary, outcomes };
}

describe('ReplacingBody', () => {
  for (const coding of ['identity', 'gzip', 'deflate', 'br', 'zstd'] as const) {
    describe(coding, () => {
      const coded = encoders[coding]!(page);

      it('gives the whole page to be edited, and the result in the same coding', async () => {
        for (const chunks of [[coded], cut(coded, 3, 50)]) {
          const { filter } = body(coding, async given => Buffer.concat([given, Buffer.from('!')]));
          const given = await filtered(filter, chunks);
          expect(decoders[coding]!(given).toString()).to.equal(`${page}!`);
          expect(filter.added).to.equal(given.length - coded.length);
          expect(filter.fate).to.equal('replaced');
        }
      });

      it('gives what it would give without rules, byte for byte, when nothing is edited', async () => {
        for (const chunks of [[coded], cut(coded, 5, 500), cut(coded, 6, 3)]) {
          const { filter, ordinary } = body(coding, async () => null);
          expect((await filtered(filter, chunks)).equals(await filtered(ordinary(), chunks))).to.equal(true);
          expect(filter.fate).to.be.oneOf(['inserted', 'recoded', 'prefixed']);
        }
      });

      it('streams on without rules once the page is too large', async () => {
        const large = Buffer.concat([page, Buffer.alloc(maxPage, 'x')]);
        const bytes = encoders[coding]!(large);
        const { filter, ordinary, outcomes } = body(coding, () => expect.fail('is not asked'));
        expect((await filtered(filter, [bytes])).equals(await filtered(ordinary(), [bytes]))).to.equal(true);
        expect(outcomes).to.deep.equal(['large']);
      });

      it('loses nothing of a body that ends early', async () => {
        for (const length of [0, 1, 2, 30]) {
          const bytes = coded.subarray(0, length);
          const { filter, ordinary } = body(coding, async () => null);
          const expected = await filtered(ordinary(), [bytes]).catch(error => error.code);
          const given = await filtered(filter, [bytes]).catch(error => error.code);
          expect(given).to.deep.equal(expected);
        }
      });
    });
  }

  it('leaves a damaged body to the ordinary filter', async () => {
    const garbage = Buffer.from('no gzip at all');
    const { filter, outcomes } = body('gzip', () => expect.fail('is not asked'));
    expect((await filtered(filter, [garbage])).equals(garbage)).to.equal(true);
    expect(outcomes).to.deep.equal(['damaged']);
  });
});
