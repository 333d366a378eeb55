import { expect } from 'chai';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';

describe('hallway house', function () {
  this.timeout(60_000);
  let server: HallwayProcess;
  before(async () => {
    server = await startHallway();
  });
  after(() => server?.stop());
  const run = async (...words: string[]) => server.command(['house', ...words]);

  it('changes a setting of a server beside it, shows it, and takes it back', async () => {
    expect((await run()).stdout).to.include('portal.registration: "closed" (from the default)');
    const register = async () => (await fetch(`http://${server.portal}/register`)).status;
    expect(await register()).to.equal(404);
    expect((await run('set', 'portal.registration', 'open')).stdout).to.match(
      /^portal\.registration: "open" \(changed by who runs the machine, \d{4}-/,
    );
    const deadline = Date.now() + 10_000;
    while ((await register()) !== 200 && Date.now() < deadline);
    expect(await register()).to.equal(200);
    const { settings } = JSON.parse((await run('show', '--json')).stdout);
    expect(settings.find(({ key }: { key: string }) => key === 'portal.registration')).to.include({
      ...{ value: 'open', base: 'closed', from: 'administrator' },
    });
    await run('reset', 'portal.registration');
    expect((await run('set', 'tls.bypass', '[a.test]')).stdout).to.include('tls.bypass: ["a.test"]');
  });

  it('refuses what is wrong', async () => {
    const bad = await run('set', 'tls.intercept', 'sometimes');
    expect([bad.status, bad.stderr]).to.deep.equal([
      1,
      'hallway: tls.intercept: "sometimes" is not one of the choices; write always, invited or never.\n',
    ]);
    for (const words of [['maybe'], ['set', 'tls.intercept'], ['reset'], ['show', 'all']])
      expect((await run(...words)).status, words.join(' ')).to.equal(2);
  });
});
