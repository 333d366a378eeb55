import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeClientAssets } from './client-assets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['cli', 'injector', 'portal', 'proxy', 'relay', 'store'];

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
  await writeClientAssets(folder);
}

/** Types become blanks, so that lines stay where they are; imports name the files that are there now. */
export function toJavaScript(source: string): string {
  return stripTypeScriptTypes(source).replace(
    /(\bfrom\s+|\bimport\s*\(?\s*)(['"])(\.[^'"]+)\.ts\2/g,
    '$1$2$3.js$2',
  );
}

if (import.meta.main) {
  await build();
  console.log('dist/ is ready: node dist/cli/hallway.js');
}
