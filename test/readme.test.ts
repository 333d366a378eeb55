import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { type HallwayProcess, runHallway, startHallway } from '../fixtures/hallway-process.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl && process.env.TEST_STRICT) throw new Error('curl is missing, which the README is tried with');

describe('README.md', function () {
  this.timeout(60_000);

  it('has somebody running by line 15', () => {
    expect(readme.split('\n').slice(0, 15).join('\n')).to.contain('npm start -- demo');
  });

  it('names only scripts and commands that exist', async () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|run|check|bench|build|docs)\b/g)].map(
      match => match[1]!,
    );
    for (const name of named) if (name !== 'run') expect(scripts).to.have.property(name);
    const help = (await runHallway(['help'])).stdout;
    for (const [, name] of readme.matchAll(/npx hallway ([a-z]+)/g)) {
      if (name !== 'help') expect(help).to.contain(`hallway ${name}`);
    }
  });

  const itWithCurl = hasCurl ? it : it.skip;
  itWithCurl(
    `shows a call of the API that works as it stands${hasCurl ? '' : ' (curl is missing here)'}`,
    async () => {
      let server: HallwayProcess | undefined;
      try {
        server = await startHallway();
        for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
        const snippet = /```sh\n(TOKEN=[\s\S]*?)```/.exec(readme)![1]!;
        const script = snippet
          .replace('npx hallway', `"${process.execPath}" cli/hallway.js`)
          .replace('http://127.0.0.1:8081', `http://${server.portal}`);
        expect(script, 'the addresses in the snippet').to.contain(server.portal);
        const { stdout } = await run('sh', ['-c', script], {
          cwd: root,
          env: { ...process.env, HALLWAY_DATA: join(server.folder, 'data') },
        });
        expect(JSON.parse(stdout)).to.have.nested.property('to[0].state', 'pending');
      } finally {
        server?.stop();
      }
    },
  );

  it('says for every setting in its text what the table says', () => {
    for (const [, key] of readme.matchAll(/`((?:tls|inject|listen|upstream)\.[a-z]+)/g)) {
      expect(readFileSync(join(root, 'docs/settings.md'), 'utf8')).to.contain(`\`${key}\``);
    }
  });

  it('has its picture', () => {
    expect(existsSync(join(root, 'docs/window.png'))).to.equal(true);
  });
});
