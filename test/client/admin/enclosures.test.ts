import { expect } from 'chai';
import { Enclosures, maxFiles } from '../../../client/admin/enclosures.ts';
import type { Upload } from '../../../client/admin/upload.ts';
import type { FileRef } from '../../../relay/protocol.ts';

const ref = (name: string): FileRef => ({ id: `id-${name}`, name, type: 'image/png', bytes: 3 });
const file = (name: string) => new File(['abc'], name, { type: 'image/jpeg' });

/** Files whose uploads the test answers. */
function stage(kept: FileRef[] = []) {
  const answers: ((answer: Awaited<ReturnType<Upload>>) => void)[] = [];
  const told: ((share: number) => void)[] = [];
  const forgotten: string[] = [];
  let ids = 0;
  const enclosures = new Enclosures(
    {
      upload: (_file, progress) => {
        told.push(progress);
        return new Promise(resolve => void answers.push(resolve));
      },
      newId: () => `${++ids}`,
      show: ({ name }) => `blob:${name}`,
      forget: url => void forgotten.push(url),
    },
    kept,
  );
  return { enclosures, answers, told, forgotten };
}
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('Enclosures', () => {
  it('tell how far each file is, and are ready when all are there', async () => {
    const { enclosures, answers, told } = stage();
    let changes = 0;
    enclosures.changed = () => void changes++;
    expect(enclosures.add([file('a.png')])).to.equal(true);
    expect([enclosures.isReady, enclosures.files]).to.deep.equal([false, []]);
    told[0]!(0.5);
    expect(enclosures.items[0]).to.include({ state: 'uploading', share: 0.5, url: 'blob:a.png' });
    answers[0]!({ file: ref('a.png') });
    await settled();
    expect(enclosures.items[0]).to.include({ state: 'kept', share: 1, type: 'image/png' });
    expect([enclosures.isReady, enclosures.files]).to.deep.equal([true, [ref('a.png')]]);
    expect(changes).to.equal(3);
  });

  it('keep one that was refused in sight, with the reason, and send it not', async () => {
    const { enclosures, answers } = stage();
    enclosures.add([file('a.exe')]);
    answers[0]!({ error: 'This type is not taken.' });
    await settled();
    expect(enclosures.items[0]).to.include({ state: 'refused', error: 'This type is not taken.' });
    expect([enclosures.isReady, enclosures.files]).to.deep.equal([true, []]);
  });

  it('take no more than an announcement carries', () => {
    const { enclosures } = stage([ref('old.png')]);
    expect(enclosures.add(Array.from({ length: maxFiles }, (_, n) => file(`${n}`)))).to.equal(false);
    expect(enclosures.items).to.have.length(maxFiles);
  });

  it('begin with what it carries already, and let go of what is taken off', async () => {
    const { enclosures, answers, forgotten } = stage([ref('old.png')]);
    expect(enclosures.files).to.deep.equal([ref('old.png')]);
    enclosures.remove('id-old.png');
    enclosures.add([file('new.png')]);
    enclosures.clear();
    answers[0]!({ file: ref('new.png') });
    await settled();
    expect([enclosures.items, forgotten]).to.deep.equal([[], ['blob:new.png']]);
  });

  it('have what another template keeps in the place of the first one, beside what was chosen here', async () => {
    const { enclosures, answers } = stage([ref('old.png')]);
    enclosures.add([file('own.png')]);
    answers[0]!({ file: ref('own.png') });
    await settled();
    expect(enclosures.kept).to.deep.equal([ref('old.png')]);
    enclosures.kept = [ref('other.png')];
    expect(enclosures.files).to.deep.equal([ref('other.png'), ref('own.png')]);
  });
});
