import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { generatedDocs } from '../docs/generate.ts';
import { scopeOf } from '../portal/api-route.ts';
import { apiRoutes } from '../portal/api-routes.ts';

const root = resolve(import.meta.dirname, '..');

/** Which rooms a room may import; `types` only as types. */
const directions: Record<string, { from: string[]; types?: string[] }> = {
  proxy: { from: [] },
  injector: { from: [] },
  relay: { from: [] },
  store: { from: [], types: ['relay'] },
  portal: { from: ['relay'] },
  client: { from: [], types: ['relay'] },
  automation: { from: [], types: ['relay', 'portal'] },
  cli: { from: ['proxy', 'injector', 'relay', 'store', 'portal', 'client'] },
};

const rooms = Object.keys(directions);
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => path !== '' && existsSync(join(root, path)));
const sources = tracked.filter(path => /\.tsx?$/.test(path));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const roomOf = (path: string) => path.split('/')[0]!;

interface Import {
  typesOnly: boolean;
  target: string;
}

function importsOf(path: string): Import[] {
  const pattern =
    /^(?:import|export)\s+(type\s+)?[^;'"]*?from\s+['"](\.[^'"]+)['"]|^import\s+['"](\.[^'"]+)['"]|\bimport\(['"](\.[^'"]+)['"]\)/gm;
  return [...read(path).matchAll(pattern)].map(match => ({
    typesOnly: match[1] !== undefined || /^(?:import|export)\s*\{\s*(?:type\s+[^,}]+,?\s*)+\}/.test(match[0]),
    target: relative(root, join(root, dirname(path), (match[2] ?? match[3] ?? match[4])!)),
  }));
}

interface LockedPackage {
  resolved?: string;
  gypfile?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const lockedPackages = () =>
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }).packages;

describe('the house', () => {
  for (const room of rooms) {
    it(`${room}/ imports only what its direction allows`, () => {
      const { from, types = [] } = directions[room]!;
      const wrong = sources
        .filter(path => roomOf(path) === room)
        .flatMap(path =>
          importsOf(path)
            .filter(({ target }) => roomOf(target) !== room && target !== '.')
            .filter(
              ({ target, typesOnly }) =>
                !from.includes(roomOf(target)) && !(typesOnly && types.includes(roomOf(target))),
            )
            .map(({ target }) => `${path} -> ${target}`),
        );
      expect(wrong).to.deep.equal([]);
    });

    it(`${room}/ is entered by others through index.ts, a contract or a table`, () => {
      // Protocol, errors and contracts are tables of types that others read; everything else is a room's inside.
      const doors = new Set([
        'index.ts',
        'protocol.ts',
        'errors.ts',
        'storage.ts',
        'relay.ts',
        'gate.ts',
        'rewriter.ts',
        'languages.ts',
      ]);
      const wrong = sources
        .filter(path => rooms.includes(roomOf(path)) && roomOf(path) !== room)
        .flatMap(path => importsOf(path).map(({ target }) => ({ path, target })))
        .filter(({ target }) => roomOf(target) === room && !doors.has(target.slice(room.length + 1)))
        .map(({ path, target }) => `${path} -> ${target}`);
      expect(wrong).to.deep.equal([]);
    });

    if (room !== 'cli' && room !== 'client') {
      it(`${room}/index.ts opens with what the room does`, () => {
        const lines = read(`${room}/index.ts`).split('\n');
        expect(lines[0]).to.equal('/**');
        const end = lines.findIndex(line => line.trim() === '*/');
        expect(end).to.be.within(2, 20);
      });
    }
  }

  it('gives every file with behaviour a test of its name', () => {
    const missing = sources
      .filter(path => rooms.includes(roomOf(path)) && path.endsWith('.ts') && !path.endsWith('/index.ts'))
      .filter(
        // Rows of the API's table, which its own test walks one by one.
        path =>
          !path.startsWith('portal/routes/') &&
          hasBehaviour(path) &&
          !existsSync(join(root, 'test', path.replace(/\.ts$/, '.test.ts'))),
      );
    expect(missing).to.deep.equal([]);
  });

  it('keeps no test of a file that is gone', () => {
    const orphans = sources
      .filter(
        path => path.startsWith('test/') && path.endsWith('.test.ts') && rooms.includes(path.split('/')[1]!),
      )
      .filter(path => {
        const source = path.slice('test/'.length).replace(/\.test\.ts$/, '');
        return (
          !existsSync(join(root, `${source}.ts`)) &&
          !existsSync(join(root, `${source}.tsx`)) &&
          !existsSync(join(root, source))
        );
      });
    expect(orphans).to.deep.equal([]);
  });

  it('reads the environment in one place', () => {
    const readers = sources.filter(
      path => rooms.includes(roomOf(path)) && read(path).includes('process.env'),
    );
    expect(readers).to.deep.equal(['cli/settings.ts']);
  });

  it('keeps the generated documents equal to their tables', () => {
    for (const [path, text] of Object.entries(generatedDocs())) {
      expect(read(path), `${path} differs: run "npm run docs"`).to.equal(text);
    }
  });

  it('says of every call of the API which scope it needs', () => {
    // Commands of the channel cannot be without one: their table has every name by its type.
    const without = apiRoutes.filter(route => route.who !== 'anyone' && scopeOf(route) === null);
    expect(without.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([]);
  });

  it('names no registry in the lock file', () => {
    // A workspace resolves to its folder.
    const named = Object.entries(lockedPackages()).filter(([, { resolved }]) => resolved?.includes('://'));
    expect(named).to.deep.equal([]);
  });

  it('locks every package that another one names, those of other systems too: npm ci refuses otherwise', () => {
    const packages = lockedPackages();
    const paths = Object.keys(packages);
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter(
          name => !paths.includes(`node_modules/${name}`) && !paths.includes(`${path}/node_modules/${name}`),
        )
        .map(name => `${path} -> ${name}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('keeps npm 10 from compiling what comes compiled', () => {
    // It reads gypfile from the lock file alone, into which npm install does not write it: put it back by hand.
    expect(lockedPackages()['node_modules/better-sqlite3']).to.include({ gypfile: false });
  });

  it('leaves no note of unfinished work', () => {
    const mark = new RegExp(
      `\\b(${['TO', 'FIX'].map((half, index) => half + ['DO', 'ME'][index]).join('|')}|X{3})\\b`,
    );
    const texts = tracked.filter(
      path => /\.(ts|tsx|js|css|md|yaml|json)$/.test(path) && path !== 'package-lock.json',
    );
    expect(texts.filter(path => mark.test(read(path)))).to.deep.equal([]);
  });

  it('has working links in its documents', () => {
    const broken = tracked
      .filter(path => path.endsWith('.md'))
      .flatMap(path =>
        [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .map(match => match[1]!)
          .filter(target => !existsSync(join(root, dirname(path), target)))
          .map(target => `${path} -> ${target}`),
      );
    expect(broken).to.deep.equal([]);
  });

  it('names only files that exist in its documents', () => {
    const gone = tracked
      .filter(path => path.endsWith('.md'))
      .flatMap(path =>
        [
          ...read(path).matchAll(
            /\b(?:proxy|injector|relay|store|portal|client|automation|cli|fixtures|examples|test|bench|docs)\/[\w./-]+\.(?:ts|tsx|js|md|json)\b/g,
          ),
        ]
          .map(([file]) => file)
          .filter(file => !existsSync(join(root, file)))
          .map(file => `${path} -> ${file}`),
      );
    expect(gone).to.deep.equal([]);
  });

  it('numbers its decisions one by one', () => {
    const numbers = readdirSync(join(root, 'docs/decisions'))
      .filter(name => /^\d{3}-/.test(name))
      .map(name => Number(name.slice(0, 3)));
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
  });
});

/** Types, tables of words and constants need no test of their own; code that runs does. */
function hasBehaviour(path: string): boolean {
  const text = read(path);
  return /\bfunction\b|=>|\bclass\s/.test(
    text
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .replace(/^\s*(export\s+)?(interface|type)\s[\s\S]*?^\}/gm, ''),
  );
}
