import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('HelpRequests', () => {
  let stage: Stage;
  let alice: Actor;
  let root: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    alice = await stage.person('alice');
    root = await stage.person('root', 'admin');
  });
  afterEach(() => stage.close());
  const ask = (text: string, clientId: string) => alice.does('askHelp', { text, clientId });
  const headerOf = async () => (await stage.relay.conversations('alice'))[0]!.header;

  it('gives the same answer to a repeated question, and none to another one under its clientId', async () => {
    const page = { url: 'https://intranet.example/print', title: 'Printers' };
    const first = await alice.does('askHelp', { text: 'Help', page, clientId: 'a' });
    expect(await ask('Help', 'a')).to.deep.equal(first);
    await refused(ask('Help me', 'a'), 'conflict');
    expect((await alice.messages(first.help))[0]!.page).to.deep.equal(page);
    await alice.does('cancelHelp', { id: first.help.id });
    expect((await alice.does('cancelHelp', { id: first.help.id })).outcome).to.equal('cancelled');
  });

  it('names the conversation by the beginning of the words', async () => {
    const { help } = await ask('  The\nprinter   burns ', 'a');
    expect(await headerOf()).to.equal('The printer burns');
    await alice.does('cancelHelp', { id: help.id });
    await ask('The printer on the third floor does not print what I send to it since Monday', 'b');
    expect(await headerOf()).to.equal('The printer on the third floor does not print what I send…');
  });

  it('lets nobody ask again and again', async () => {
    for (let count = 0; count < 5; count++) {
      const { help } = await ask('Help', `c${count}`);
      await alice.does('cancelHelp', { id: help.id });
    }
    await refused(ask('Help', 'c5'), 'limited');
    stage.clock.pass(60_000);
    await ask('Help', 'c6');
  });

  it('repeats what was done, and refuses what is over', async () => {
    const { id } = (await ask('Help', 'a')).help;
    const note = () => root.does('noteHelp', { id, text: 'Odd', clientId: 'n' });
    expect(await note()).to.deep.equal(await note());
    await refused(root.does('noteHelp', { id, text: 'Other', clientId: 'n' }), 'conflict');
    const close = (outcome: 'solved' | 'unsolved') => root.does('closeHelp', { id, outcome });
    expect(await close('solved')).to.deep.equal(await close('solved'));
    await refused(close('unsolved'), 'help_over');
    await refused(root.does('handHelp', { id, to: null }), 'help_over');
    await refused(root.does('helpCase', { id: 'none' }), 'unknown_help');
    await refused(alice.does('cancelHelp', { id: 'none' }), 'unknown_help');
    await refused(alice.does('reopenHelp', { id: 'none' }), 'unknown_help');
  });

  it('opens no second one by taking an earlier one up again', async () => {
    const { id } = (await ask('Help', 'a')).help;
    await root.does('closeHelp', { id, outcome: 'solved' });
    await ask('Something else', 'b');
    await refused(alice.does('reopenHelp', { id }), 'conflict');
  });

  it('writes down who did what, without a word of it', async () => {
    const { id } = (await ask('Help', 'a')).help;
    await root.does('takeHelp', { id });
    await root.does('closeHelp', { id, outcome: 'solved' });
    await stage.restarts();
    const entries = (await stage.store.audit.list(10)).filter(({ subject }) => subject === id);
    expect(entries.map(({ actor, action }) => `${actor} ${action}`).sort()).to.deep.equal([
      ...['alice help_opened', 'root help_closed', 'root help_taken'],
    ]);
    expect(JSON.stringify(entries)).not.to.contain('Help"');
  });
});
