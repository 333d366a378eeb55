import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What browsers get of the client. `loader` is the text between the script tags. */
export interface ClientAssets {
  loader: string;
  script: Buffer;
  style: Buffer;
  /** Modules that `script` imports, by file name, which names their content. */
  modules: Record<string, Buffer>;
  /** Of these, the ones that it cannot begin without; the others come when they are wanted. */
  preload: string[];
  /** The pane's texts by language and key. */
  texts: Record<string, Record<string, string>>;
}

/** Of the loader, in bytes: it stands in every page. */
export const maxLoaderBytes = 2_048;

// Stands in a release's loader until the settings say what the magic origin is.
const placeholder = 'https://magic-origin.invalid';
const root = fileURLToPath(new URL('..', import.meta.url));
const targets = ['chrome111', 'firefox115', 'safari16.4'];

/**
 * The client's files, from `dist/client/` where a release has them, else built from source.
 * `magicOrigin` is an origin such as `https://hallway.internal`, without a path.
 */
export async function buildClientAssets(options: { magicOrigin: string }): Promise<ClientAssets> {
  const { origin } = new URL(options.magicOrigin);
  const built = (await readBuilt()) ?? (await compileClient());
  // Before the origin stands in it: a house with a long name has a longer loader.
  checkLoader(built.loader);
  return { ...built, loader: built.loader.replaceAll(placeholder, () => origin) };
}

/** Builds the client into `dist/client/` under `folder`, for a release. */
export async function writeClientAssets(folder = root): Promise<void> {
  const { loader, script, style, modules, preload, texts } = await compileClient();
  checkLoader(loader);
  const target = join(folder, 'dist', 'client');
  await mkdir(target, { recursive: true });
  await Promise.all([
    writeFile(join(target, 'loader.js'), loader),
    writeFile(join(target, 'pane.js'), script),
    writeFile(join(target, 'pane.css'), style),
    writeFile(join(target, 'texts.json'), JSON.stringify(texts)),
    writeFile(join(target, 'modules.json'), JSON.stringify({ preload, names: Object.keys(modules) })),
    ...Object.entries(modules).map(([name, body]) => writeFile(join(target, name), body)),
  ]);
}

/** Throws unless `loader` may stand inside a script element of any HTML or XHTML page, in any encoding. */
export function checkLoader(loader: string): void {
  const bytes = Buffer.byteLength(loader);
  if (bytes > maxLoaderBytes) throw new Error(`the loader has ${bytes} bytes, more than ${maxLoaderBytes}`);
  const odd = /[^\n\x20-\x7e]/.exec(loader);
  if (odd) throw new Error(`the loader has a character that is not printable ASCII at ${odd.index}`);
  const ending = /<\/?script|\]\]>|<!--|-->/i.exec(loader);
  if (ending) throw new Error(`the loader has ${ending[0]}, which would end or change its element`);
}

async function readBuilt(): Promise<ClientAssets | null> {
  // A release holds JavaScript: there these files stand in dist/ themselves, and its client beside them.
  if (import.meta.url.endsWith('.ts')) return null;
  const folder = new URL('../client/', import.meta.url);
  const read = (name: string) => readFile(new URL(name, folder));
  const [loader, script, style, texts, listed] = await Promise.all(
    ['loader.js', 'pane.js', 'pane.css', 'texts.json', 'modules.json'].map(read),
  );
  const { preload, names } = JSON.parse(listed!.toString('utf8')) as { preload: string[]; names: string[] };
  return {
    loader: loader!.toString('utf8'),
    script: script!,
    style: style!,
    modules: Object.fromEntries(await Promise.all(names.map(async name => [name, await read(name)]))),
    preload,
    texts: JSON.parse(texts!.toString('utf8')) as ClientAssets['texts'],
  };
}

async function compileClient(): Promise<ClientAssets> {
  // Only a clone has it, and only to build.
  const { build } = await import('esbuild');
  const { languages } = await import('../client/languages.ts');
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    target: targets,
    legalComments: 'none',
    // The clone's own settings would put "use strict" in front.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
  } as const;
  const textOf = ({ outputFiles: [file] }: { outputFiles: { text: string }[] }) =>
    JSON.stringify(file!.text.trimEnd());
  const [loader, style, screensStyle, adminStyle] = await Promise.all([
    build({
      ...shared,
      entryPoints: ['client/loader.ts'],
      format: 'iife',
      charset: 'ascii',
      define: { MAGIC_ORIGIN: JSON.stringify(placeholder) },
    }),
    build({ ...shared, entryPoints: ['client/pane.css'] }),
    build({ ...shared, entryPoints: ['client/screens.css'] }),
    build({ ...shared, entryPoints: ['client/admin/admin.css'] }),
  ]);
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['client/pane.tsx'],
    format: 'esm',
    charset: 'utf8',
    splitting: true,
    outdir: 'client',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    metafile: true,
    define: {
      SCREENS_STYLE: textOf(screensStyle),
      ADMIN_STYLE: textOf(adminStyle),
    },
  });
  const { 'pane.js': script, ...modules } = Object.fromEntries(
    outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
  );
  return {
    loader: loader.outputFiles[0]!.text.trimEnd(),
    script: script!,
    style: Buffer.from(style.outputFiles[0]!.contents),
    modules,
    preload: metafile.outputs['client/pane.js']!.imports.filter(
      ({ kind }) => kind === 'import-statement',
    ).map(({ path }) => basename(path)),
    texts: languages,
  };
}
