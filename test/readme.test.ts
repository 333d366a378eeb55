import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { connect, type Hallway } from '../automation/index.ts';
import { type HallwayProcess, runHallway, startHallway } from '../fixtures/hallway-process.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl && process.env.TEST_STRICT) throw new Error('curl is missing, which the README is tried with');

async function epochOf(hallway: Hallway): Promise<{ epoch: string }> {
  for await (const { cursor } of hallway.events()) return { epoch: cursor.split('.')[0]! };
  throw new Error('the stream said no hello');
}

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

  it('shows a program that works as it stands', async () => {
    const server = await startHallway();
    try {
      for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
      const [, snippet] = /```ts\n(import[\s\S]*?)```/.exec(readme)!;
      const client = pathToFileURL(join(root, 'automation/index.ts')).href;
      const script = snippet!
        .replace("'hallway/client'", `'${client}'`)
        .replace('http://127.0.0.1:8081', `http://${server.portal}`);
      const file = join(server.folder, 'program.ts');
      writeFileSync(file, script);
      const bob = connect({ url: `http://${server.portal}`, token: await server.token('bob') });
      const program = run(process.execPath, [file], {
        env: { ...process.env, TOKEN: await server.token('alice') },
      });
      const texts: string[] = [];
      // From the beginning of bob's log, whatever the program has done by now.
      const { epoch } = await epochOf(bob);
      for await (const heard of bob.events({ cursor: `${epoch}.0` })) {
        if (heard.kind !== 'message') continue;
        const { conversation, text, from } = heard.message;
        texts.push(text);
        if (texts.length === 3) break;
        if (from === 'alice')
          await bob.call('POST /conversations/:conversation/messages', { conversation, text: 'Yes' });
      }
      await program;
      expect(texts).to.deep.equal(['Lunch at noon?', 'Yes', 'See you there']);
    } finally {
      server.stop();
    }
  });

  it('says for every setting in its text what the table says', () => {
    for (const [, key] of readme.matchAll(/`((?:tls|inject|listen|upstream)\.[a-z]+)/g)) {
      expect(readFileSync(join(root, 'docs/settings.md'), 'utf8')).to.contain(`\`${key}\``);
    }
  });

  it('has its picture', () => {
    expect(existsSync(join(root, 'docs/window.png'))).to.equal(true);
  });
});
