import { expect } from 'chai';
import { isPicture, isPlayable, sizeInWords } from '../../client/file-view.ts';

describe('isPicture', () => {
  it('is what a browser may draw and whose size is known', () => {
    const file = { id: 'f', name: 'a', bytes: 1, width: 1, height: 1 };
    expect(isPicture({ ...file, type: 'image/webp' })).to.equal(true);
    expect(isPicture({ ...file, type: 'image/svg+xml' })).to.equal(false);
    expect(isPicture({ ...file, type: 'image/png', width: undefined })).to.equal(false);
  });
});

describe('isPlayable', () => {
  it('is sound and film that the server knows', () => {
    const of = (type: string) => isPlayable({ id: 'f', name: 'a', bytes: 1, type });
    expect(['audio/mpeg', 'video/mp4', 'image/png', 'text/html', 'audio/x'].map(of)).to.deep.equal([
      ...[true, true, false, false, false],
    ]);
  });
});

describe('sizeInWords', () => {
  it('says it as people do', () => {
    expect([1, 812, 13_000, 1_234_567, 3e9].map(bytes => sizeInWords(bytes, 'en'))).to.deep.equal([
      '1 byte',
      '812 byte',
      '13 kB',
      '1.2 MB',
      '2.8 GB',
    ]);
  });
});
