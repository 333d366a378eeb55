import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type TarEntry, tar } from '../../relay/tar.ts';

const entry = (path: string, text: string, bytes = text.length): TarEntry => ({
  ...{ path, bytes, at: Date.UTC(2026, 0, 5), content: [Buffer.from(text)] },
});

async function archive(...entries: TarEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const given = async function* () {
    yield* entries;
  };
  for await (const chunk of tar(given())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('tar', () => {
  it('makes what every tar takes apart again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hallway-tar-'));
    const long = 'x'.repeat(1_300);
    writeFileSync(
      join(folder, 'a.tar'),
      await archive(
        entry('index.json', '{}'),
        entry('files/empty', ''),
        entry(`files/${'n'.repeat(94)}`, long),
      ),
    );
    execFileSync('tar', ['xf', 'a.tar'], { cwd: folder });
    expect(readFileSync(join(folder, 'index.json'), 'utf8')).to.equal('{}');
    expect(readFileSync(join(folder, 'files', 'empty'), 'utf8')).to.equal('');
    expect(readFileSync(join(folder, 'files', 'n'.repeat(94)), 'utf8')).to.equal(long);
    rmSync(folder, { recursive: true });
  });

  it('breaks off rather than say something false', async () => {
    for (const wrong of [
      entry('short', 'abc', 5),
      entry('n'.repeat(101), ''),
      entry('ü', ''),
      entry('', ''),
    ]) {
      const error = await archive(wrong).catch(thrown => thrown as Error);
      expect(error, wrong.path).to.be.instanceOf(Error);
    }
  });
});
