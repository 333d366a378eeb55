import { expect } from 'chai';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';

describe('hallway hold', function () {
  this.timeout(60_000);
  let server: HallwayProcess;
  const run = async (...args: string[]) => {
    const { status, stdout, stderr } = await server.command(['hold', ...args]);
    return { status, said: (stdout || stderr).trim() };
  };
  const ask = async (path: string, user: string, method = 'GET', body?: object) => {
    const response = await fetch(`http://${server.portal}/api/v1${path}`, {
      ...{ method, ...(body && { body: JSON.stringify(body) }) },
      headers: { authorization: `Bearer ${await server.token(user)}`, 'content-type': 'application/json' },
    });
    return (await response.json().catch(() => ({}))) as Record<string, string>;
  };
  before(async () => {
    server = await startHallway();
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
  });
  after(() => server?.stop());

  it('places and lifts a hold on a person, which a server beside it goes by, and each is noted', async () => {
    expect(await run('list')).to.deep.equal({ status: 0, said: 'nothing is held, and nothing was' });
    const placed = await run('place', 'Alice', '--reason', 'Case 12');
    expect(placed.said).to.match(/^alice: held, by [\w-]+$/);
    expect((await ask('/admin/users/alice', 'admin', 'DELETE')).code).to.equal('held');
    const again = await run('place', 'alice', '--reason', 'Case 13');
    expect(again).to.deep.equal({ status: 1, said: 'hallway: A hold on this is in force already.' });
    const [id, state, kind, subject, , by, reason] = (await run('list')).said.split('\t');
    expect([state, kind, subject, by, reason]).to.deep.equal([
      ...['in force', 'person', 'alice', 'operator', 'Case 12'],
    ]);
    expect(placed.said.endsWith(id!)).to.equal(true);
    expect((await run('lift', 'ALICE', '--reason', 'Closed')).said).to.equal('alice: not held any more');
    const [hold] = JSON.parse((await run('list', '--json')).said);
    expect(hold.lifted).to.include({ by: 'operator', reason: 'Closed' });
    const { stdout } = await server.command(['audit', 'list', '--subject', 'alice', '--actor', 'operator']);
    expect(stdout).to.match(/hold_lifted\talice\t.*Closed.*hold_set\talice\t.*Case 12/s);
  });

  it('places one on a conversation, and lifts it by its own id', async () => {
    const { conversation } = await ask('/invitations', 'alice', 'POST', { to: ['bob'], message: 'Hello' });
    const reason = ['--reason', 'Case 14'];
    const placed = await run('place', conversation!, '--conversation', ...reason, '--json');
    const hold = JSON.parse(placed.said);
    expect(hold).to.include({ kind: 'conversation', subject: conversation });
    expect((await run('lift', hold.id, ...reason)).said).to.equal(`${conversation}: not held any more`);
    const gone = await run('lift', hold.id, ...reason);
    expect([gone.status, gone.said.includes('"hallway hold list" shows')]).to.deep.equal([1, true]);
  });

  it('refuses what it does not know, and what gives no reason', async () => {
    const wrong = [[], ['keep'], ['place'], ['place', 'alice'], ['lift', 'alice', '--reason', ' ']];
    const [nobody, ...others] = await Promise.all(
      [['place', 'nobody', '--reason', 'Case 15'], ...wrong].map(args => run(...args)),
    );
    expect(others.map(({ status }) => status)).to.deep.equal(wrong.map(() => 2));
    expect(nobody).to.deep.equal({ status: 1, said: 'hallway: There is nobody of that name.' });
  });
});
