import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway user', () => {
  let variables: Record<string, string>;
  beforeEach(() => {
    variables = { HALLWAY_DATA: join(tempFolder(), 'data') };
  });
  const user = (args: string[], input?: string) => runHallway(['user', ...args], variables, input);

  it('adds people with a password of its own making, printed once', async () => {
    const { status, stdout } = await user([
      'add',
      'alice',
      '--display',
      'Alice Moreno',
      '--email',
      'alice@clinic.example',
    ]);
    expect(status).to.equal(0);
    expect(stdout).to.match(/^alice: password [a-z2-9-]{19} \(shown only now\)\n$/);
    const list = JSON.parse((await user(['list', '--json'])).stdout);
    expect(list).to.have.length(1);
    expect(list[0]).to.include({
      name: 'alice',
      display: 'Alice Moreno',
      email: 'alice@clinic.example',
      role: 'user',
      disabled: false,
    });
    expect(JSON.stringify(list)).not.to.contain('argon2');
  });

  it('takes a password from standard input and never prints it', async () => {
    const { status, stdout } = await user(
      ['add', 'bob', '--role', 'admin', '--password-stdin'],
      'correct horse battery\n',
    );
    expect(status).to.equal(0);
    expect(stdout).to.equal('bob: done\n');
  });

  it('says what is wrong in one line: taken, no password, not a name, unknown', async () => {
    await user(['add', 'alice']);
    for (const [args, input, words] of [
      [['add', 'alice'], undefined, /alice/],
      [['add', 'carol', '--password-stdin'], '', /password/i],
      [['add', 'not a name'], undefined, /name/],
      [['disable', 'nobody'], undefined, /nobody/],
    ] as const) {
      const { status, stderr, stdout } = await user([...args], input);
      expect(status, args.join(' ')).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(/^hallway: [^\n]+\n$/)
        .and.match(words);
    }
  });

  it('answers wrong usage with status 2', async () => {
    for (const args of [
      [],
      ['remove', 'x'],
      ['add'],
      ['add', 'a', 'b'],
      ['add', 'a', '--role', 'king'],
      ['add', 'a', '--colour', 'red'],
    ]) {
      const { status, stderr } = await user(args);
      expect(status, args.join(' ')).to.equal(2);
      expect(stderr).to.contain('usage: hallway user');
    }
  });

  it('gives duties beside the role', async () => {
    await user(['add', 'ada', '--role', 'helpdesk', '--role', 'announcer']);
    expect((await user(['list'])).stdout).to.equal('ada\tuser,announcer,helpdesk\tactive\tada\n');
    const { stderr } = await user(['add', 'eve', '--role', 'king']);
    expect(stderr).to.include('it must be admin, user, announcer, helpdesk or auditor');
  });

  it('disables, and sets a new password', async () => {
    await user(['add', 'alice']);
    expect((await user(['disable', 'alice'])).stdout).to.equal('alice: disabled\n');
    expect((await user(['list'])).stdout).to.equal('alice\tuser\tdisabled\talice\n');
    expect((await user(['passwd', 'alice'])).stdout).to.match(/^alice: password /);
  });

  it('prints a code for an account and a link for a password, which work', async () => {
    await user(['add', 'alice']);
    const invited = await user(['invite', '--note', 'for Bob', '--days', '3', '--json']);
    expect(JSON.parse(invited.stdout)).to.include({ note: 'for Bob', by: null });
    const { stdout } = await user(['invite']);
    expect(stdout).to.match(/^[0-9a-z-]{23} \(shown only now; .*\)\nhttp:\/\/127\.0\.0\.1:8081\/register#/);
    expect(stdout).to.include('portal.registration is "closed"');
    const link = await user(['reset', 'alice']);
    expect(link.stdout).to.match(/^http:\/\/127\.0\.0\.1:8081\/reset#[\w-]{43}\nalice: once, until /);
    expect((await user(['reset', 'nobody'])).status).to.equal(1);
    expect((await user(['invite', '--days', 'many'])).status).to.equal(1);
  });

  it('exports what is there of somebody, and deletes them', async () => {
    await user(['add', 'alice', '--display', 'Alice Moreno']);
    const out = join(tempFolder(), 'alice.tar');
    expect((await user(['export', 'alice', '--out', out])).stdout).to.equal(`alice: written to ${out}\n`);
    expect(readFileSync(out, 'latin1'))
      .to.match(/^index\.json\0/)
      .and.to.contain('Alice Moreno');
    expect((await user(['export', 'alice', '--out', out])).status).to.equal(1);
    expect((await user(['delete', 'alice'])).stdout).to.equal('alice: deleted\n');
    expect((await user(['list'])).stdout).not.to.contain('alice');
    expect((await user(['delete', 'alice'])).status).to.equal(1);
  });
});
