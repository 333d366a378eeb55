import { expect } from 'chai';
import { type Compression, createDecoder, createEncoder } from '../../injector/coders.ts';
import { decoders, encoders } from './support.ts';

const codings: Compression[] = ['gzip', 'deflate', 'br', 'zstd'];
const text = 'what goes in comes out again '.repeat(50);

describe('createDecoder', () => {
  for (const coding of codings) {
    it(`undoes ${coding}`, async () => {
      const coded = encoders[coding]!(Buffer.from(text));
      const pump = createDecoder(coding, coded, () => false);
      expect(Buffer.concat([...(await pump.push(coded)), ...(await pump.finish())]).toString()).to.equal(
        text,
      );
      pump.destroy();
    });
  }
});

describe('createEncoder', () => {
  for (const coding of codings) {
    it(`makes ${coding}, all of it after each write`, async () => {
      const pump = createEncoder(coding);
      const first = Buffer.concat(await pump.push(Buffer.from(text)));
      expect(first.length).to.be.above(10);
      const rest = Buffer.concat([...(await pump.push(Buffer.from('!'))), ...(await pump.finish())]);
      expect(decoders[coding]!(Buffer.concat([first, rest])).toString()).to.equal(`${text}!`);
      pump.destroy();
    });
  }
});
