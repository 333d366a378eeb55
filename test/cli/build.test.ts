import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build, toJavaScript } from '../../cli/build.ts';

const run = promisify(execFile);

describe('build', () => {
  // Below the clone, where packages are found, and in a folder that git and the tools overlook.
  let folder: string;
  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(resolve(import.meta.dirname, '../../node_modules/.hallway-build-'));
    await build(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has the client for programs in it, which needs no package, with its types', async () => {
    const at = pathToFileURL(join(folder, 'dist/automation/index.js')).href;
    const { connect } = (await import(at)) as typeof import('../../automation/index.ts');
    expect(connect({ url: 'http://127.0.0.1:1', token: 'x' }).call).to.be.a('function');
    const program = join(folder, 'program.ts');
    writeFileSync(
      program,
      `import { connect } from './dist/automation/index.js';
const hallway = connect({ url: '', token: '' });
const made = await hallway.call('POST /invitations', { to: ['bob'] });
export const id: string = made.id;
// @ts-expect-error: nobody is named
await hallway.call('POST /invitations', { header: 'Lunch?' });
`,
    );
    const options = '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2024';
    const compiler = resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, ...options.split(' '), program]);
  });

  it('makes a release that runs without TypeScript, its store and its client too', async function () {
    this.timeout(60_000);
    const entry = join(folder, 'dist/cli/hallway.js');
    const environment = { ...process.env, HALLWAY_DATA: join(folder, 'data') };
    const { stdout } = await run(process.execPath, [entry, 'user', 'add', 'alice', '--json'], {
      env: environment,
    });
    expect(JSON.parse(stdout)).to.include({ name: 'alice' });
    for (const name of ['loader.js', 'pane.js', 'pane.css', 'texts.json'])
      expect(existsSync(join(folder, 'dist/client', name))).to.equal(true);
  });
});

describe('toJavaScript', () => {
  it('takes types out and turns the names of imported files', () => {
    const source =
      "import type { A } from './a.ts';\nimport { b } from './b.ts';\nconst c: number = b('./d.ts');\nawait import('./e.ts');\n";
    const script = toJavaScript(source);
    expect(script).to.contain("from './b.js'").and.contain("import('./e.js')").and.contain("b('./d.ts')");
    expect(script).not.to.contain('number');
    expect(script.split('\n')).to.have.length(source.split('\n').length);
  });
});
