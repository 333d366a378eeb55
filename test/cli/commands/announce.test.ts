import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../../../fixtures/hallway-process.ts';
import type { ServerFrame } from '../../../relay/protocol.ts';

describe('hallway announce', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  before(async () => {
    server = await startHallway();
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
  });
  after(() => server?.stop());

  it('reaches an open channel of a server that runs beside it', async () => {
    const token = await server.token('alice');
    const socket = new WebSocket(`ws://${server.portal}/api/v1/channel`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await new Promise(resolve => socket.once('message', resolve));
    const announced = new Promise<string>(resolve => {
      socket.on('message', data => {
        const frame = JSON.parse(String(data)) as ServerFrame;
        if (frame.kind === 'announced') resolve(frame.announcement.text);
      });
    });
    expect(
      (await server.command(['announce', 'Water is off at noon', '--to', 'alice', '--priority', 'urgent']))
        .status,
    ).to.equal(0);
    expect(await announced).to.equal('Water is off at noon');
    socket.terminate();
  });

  it('takes who is left out, when it is shown and when it ends, answers, and that it is a drill', async () => {
    const more = ['--except', 'bob', '--at', '2h', '--expires', '30m', '--drill'];
    const answers = ['--option', 'I am safe', '--option', 'I need help'];
    const { stdout } = await server.command(['announce', 'Practise', '--json', ...more, ...answers]);
    const made = JSON.parse(stdout);
    expect(made).to.deep.include({ state: 'scheduled', to: ['all'], except: ['bob'], drill: true });
    expect(made.answers).to.deep.equal({ options: ['I am safe', 'I need help'], text: false });
    expect(made.sendAt - made.at).to.be.within(7_100_000, 7_200_000);
    expect(made.expiresAt - made.sendAt).to.equal(1_800_000);
    const plain = await server.command(['announce', 'Later', '--at', '1d']);
    expect(plain.stdout).to.match(/^will be announced at \S+ as \w+/);
  });

  it('names what is wrong with a moment, an option or somebody left out', async () => {
    const said = async (...words: string[]) => {
      const { status, stderr } = await server.command(['announce', 'x', ...words]);
      return `${status} ${stderr}`;
    };
    const all = await Promise.all([
      said('--at', 'soon'),
      said('--expires', '2026-01-31'),
      said('--expires', '2020-01-31T09:00'),
      said('--at', '999d'),
      said('--except', 'ghost'),
      said('--option', 'x'.repeat(61)),
    ]);
    const wanted = [
      /^2 .*--at is "soon".*30m/,
      /^2 .*--expires is "2026-01-31"/,
      /^1 .*expiresAt/,
      /^1 .*sendAt/,
      /^1 .*ghost/,
      /^1 .*answers.options/,
    ];
    for (const [place, pattern] of wanted.entries()) expect(all[place]).to.match(pattern);
  });

  it('refuses people who are not there, and priorities that do not exist', async () => {
    const unknown = await server.command(['announce', 'x', '--to', 'ghost']);
    expect(unknown.status).to.equal(1);
    expect(unknown.stderr).to.contain('ghost');
    expect((await server.command(['announce', 'x', '--priority', 'mild'])).status).to.equal(2);
    expect((await server.command(['announce'])).status).to.equal(2);
  });
});
