import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeClientAssets } from './client-assets.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['automation', 'cli', 'injector', 'portal', 'proxy', 'relay', 'store'];

/** Makes a release under `folder`: the rooms as JavaScript in `dist/`, the client built beside them. */
export async function build(folder = root): Promise<void> {
  const dist = join(folder, 'dist');
  await rm(dist, { recursive: true, force: true });
  for (const room of rooms) {
    for (const name of await readdir(join(root, room), { recursive: true })) {
      const target = join(dist, room, name.replace(/\.ts$/, '.js'));
      await mkdir(dirname(target), { recursive: true });
      if (name.endsWith('.ts'))
        await writeFile(target, toJavaScript(await readFile(join(root, room, name), 'utf8')));
      else if (name.endsWith('.js')) await copyFile(join(root, room, name), target);
    }
  }
  await Promise.all([writeClientAssets(folder), writeTypes(dist)]);
}

/** Of `hallway/client`, with all that they refer to. */
async function writeTypes(dist: string): Promise<void> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options =
    '--ignoreConfig --declaration --emitDeclarationOnly --strict --skipLibCheck --module nodenext --target es2024 --lib es2024,dom,dom.iterable --types node --rewriteRelativeImportExtensions';
  const where = ['--rootDir', root, '--outDir', dist, join(root, 'automation/index.ts')];
  await run(process.execPath, [compiler, ...options.split(' '), ...where]);
  for (const name of await readdir(dist, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(dist, name);
    await writeFile(file, renamed(await readFile(file, 'utf8')));
  }
}

/** Types become blanks, so that lines stay where they are; imports name the files that are there now. */
export const toJavaScript = (source: string): string => renamed(stripTypeScriptTypes(source));

const renamed = (source: string) =>
  source.replace(/(\bfrom\s+|\bimport\s*\(?\s*)(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2');

if (import.meta.main) {
  await build();
  console.log('dist/ is ready: node dist/cli/hallway.js');
}
