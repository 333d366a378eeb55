import { expect } from 'chai';
import type { HelpRow } from '../../relay/protocol.ts';
import { minutes, seconds } from './clock.ts';
import { Actor, refused, Stage } from './stage.ts';
import type { Tab } from './tab.ts';

const hours = (count: number) => minutes(60 * count);

describe('asking the help desk', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let ines: Actor;
  let hugo: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    ines = await helper('ines');
    hugo = await helper('hugo');
  });
  afterEach(() => stage.close());

  async function helper(name: string): Promise<Actor> {
    const display = name[0]!.toUpperCase() + name.slice(1);
    await stage.relay.accounts.create({ name, display, password: 'long enough', duties: ['helpdesk'] });
    return new Actor(stage, name);
  }
  let clientIds = 0;
  const ask = (who: Actor, text = 'My printer is on fire') =>
    who.does('askHelp', { text, clientId: `ask-${++clientIds}` });
  const looks = async (who: Actor): Promise<Tab> => {
    const tab = await who.opens();
    expect((await tab.does('helpDesk', {})).ok).to.equal(true);
    return tab;
  };
  const row = (tab: Tab, like: (row: HelpRow) => boolean) =>
    tab.gets('help-desk', frame => frame.row !== undefined && like(frame.row));
  const rings = (tab: Tab) => tab.all('help-desk').filter(frame => frame.rings).length;

  it('goes from the question to its end: place, who takes it, on to a colleague, closed', async () => {
    const [atInes, atHugo, atAlice] = [await looks(ines), await hugo.opens(), await alice.opens()];
    await ask(bob, 'Where is the form?');
    stage.clock.pass(seconds(1));
    const { help, place, isManned } = await ask(alice);
    expect([place, isManned, help.state]).to.deep.equal([2, true, 'open']);
    expect((await row(atInes, one => one.id === help.id)).row!.text).to.equal('My printer is on fire');
    await atHugo.gets('help-desk', ({ desk, row: told }) => desk?.waiting === 2 && told === undefined);
    expect([rings(atInes), rings(atHugo)]).to.deep.equal([2, 2]);

    const { rows, colleagues } = await hugo.does('helpDesk', {});
    expect(rows.map(({ from }) => from.name)).to.deep.equal(['bob', 'alice']);
    expect(colleagues.map(({ name, isOnDuty }) => `${name} ${isOnDuty}`)).to.deep.equal([
      ...['hugo true', 'ines true'],
    ]);
    await ines.does('takeHelp', { id: rows[0]!.id });
    await atAlice.gets('help-place', told => told.place === 1);

    await ines.does('takeHelp', { id: help.id });
    const taken = await atAlice.gets('event', ({ event }) => event.kind === 'help' && event.help.by !== null);
    expect(taken.event).to.have.nested.property('help.by.display', 'Ines');
    await ines.says(help, 'Which one?');
    await atAlice.sees(ines, 'Which one?');
    await alice.says(help, 'The red one');
    await atInes.sees(alice, 'The red one');

    await ines.does('handHelp', { id: help.id, to: 'hugo' });
    expect(rings(atHugo)).to.equal(3);
    await atHugo.gets('help-desk', ({ desk }) => desk?.held[0]?.conversation === help.conversation);
    expect(await hugo.history(help)).to.deep.equal([
      ...['alice: My printer is on fire', 'ines: Which one?', 'alice: The red one'],
    ]);
    await refused(ines.says(help, 'Still me'), 'conversation_left');
    await atAlice.gets('event', ({ event }) => event.kind === 'help' && event.help.by?.name === 'hugo');

    await hugo.does('closeHelp', { id: help.id, outcome: 'solved' });
    const closed = await atAlice.gets(
      'event',
      ({ event }) => event.kind === 'help' && event.help.state === 'closed',
    );
    expect(closed.event).to.have.nested.property('help.outcome', 'solved');
    expect((await stage.relay.snapshot('hugo')).conversations).to.deep.equal([]);
    expect((await alice.history(help)).length).to.equal(3);
    expect([atAlice.faults, atInes.faults, atHugo.faults]).to.deep.equal([[], [], []]);
  });

  it('lets the first of several take it, and tells the others who that is', async () => {
    const { help } = await ask(alice);
    const all = await Promise.allSettled([
      ines.does('takeHelp', { id: help.id }),
      hugo.does('takeHelp', { id: help.id }),
    ]);
    expect(all.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const { by } = (await ines.does('helpCase', { id: help.id })).help;
    const loser = by!.name === 'ines' ? hugo : ines;
    const winner = by!.name === 'ines' ? ines : hugo;
    const told = await refused(loser.does('takeHelp', { id: help.id }), 'help_taken');
    expect(told.message).to.contain(by!.display);
    expect((await winner.does('takeHelp', { id: help.id })).state).to.equal('taken');
    expect((await stage.relay.snapshot(loser.name)).conversations).to.deep.equal([]);
  });

  it('says when nobody is there, and rings for nobody who wants to be left in peace', async () => {
    expect((await ask(alice)).isManned).to.equal(false);
    expect([ines.isDue, hugo.isDue, bob.isDue]).to.deep.equal([true, true, false]);
    const atAlice = await alice.opens();
    await hugo.does('availability', { dnd: 'on' });
    expect(hugo.isDue).to.equal(false);
    const atHugo = await hugo.opens();
    await ask(bob);
    expect([rings(atHugo), (await alice.does('help', {})).isManned]).to.deep.equal([0, false]);
    await ines.opens();
    await atAlice.gets('help-place', ({ place, isManned }) => place === 1 && isManned);
  });

  it('is one request at a time, taken back by who asked, and by nobody else', async () => {
    const { help } = await ask(alice);
    await refused(ask(alice, 'And another thing'), 'conflict');
    await refused(alice.leaves(help), 'forbidden');
    await refused(bob.does('cancelHelp', { id: help.id }), 'unknown_help');
    const atInes = await looks(ines);
    expect((await alice.does('cancelHelp', { id: help.id })).outcome).to.equal('cancelled');
    expect((await row(atInes, one => one.state === 'closed')).desk!.waiting).to.equal(0);
    expect((await stage.relay.snapshot('alice')).conversations).to.deep.equal([]);
    await refused(alice.does('reopenHelp', { id: help.id }), 'help_over');
    await refused(ines.does('takeHelp', { id: help.id }), 'help_over');
    expect((await ask(alice, 'And another thing')).place).to.equal(1);
  });

  it('can be taken up again for a day, at the end of the queue, without who had it', async () => {
    const { help } = await ask(alice);
    await ines.does('takeHelp', { id: help.id });
    await ines.does('closeHelp', { id: help.id, outcome: 'solved' });
    await alice.leaves(help);
    stage.clock.pass(hours(1));
    await ask(bob);
    stage.clock.pass(minutes(1));
    const again = await alice.does('reopenHelp', { id: help.id });
    expect([again.place, again.help.by]).to.deep.equal([2, null]);
    await hugo.does('takeHelp', { id: help.id });
    await alice.says(help, 'It burns again');
    expect(await hugo.history(help)).to.have.length(2);
    await hugo.does('closeHelp', { id: help.id, outcome: 'unsolved' });
    stage.clock.pass(hours(24));
    await refused(alice.does('reopenHelp', { id: help.id }), 'help_over');
    expect((await stage.relay.snapshot('alice')).help.mine).to.deep.include({ outcome: 'unsolved' });
    stage.clock.pass(1);
    expect((await stage.relay.snapshot('alice')).help.mine).to.equal(null);
  });

  it('goes back into the queue to its old place, and on from a colleague who is away', async () => {
    const { help } = await ask(alice);
    stage.clock.pass(seconds(1));
    await ask(bob);
    await ines.does('takeHelp', { id: help.id });
    await refused(ines.leaves(help), 'forbidden');
    const atInes = await looks(ines);
    await ines.does('handHelp', { id: help.id, to: null });
    expect((await alice.does('help', {})).place).to.equal(1);
    expect(rings(atInes)).to.equal(0);
    await ines.does('handHelp', { id: help.id, to: 'ines' });
    await hugo.does('handHelp', { id: help.id, to: 'hugo' });
    await hugo.says(help, 'Here I am');
    await refused(hugo.does('handHelp', { id: help.id, to: 'bob' }), 'unknown_person');
  });

  it('keeps notes for the help desk alone, with what the person asked before', async () => {
    const first = (await ask(alice)).help;
    const atInes = await looks(ines);
    await hugo.does('noteHelp', { id: first.id, text: 'Third time this week', clientId: 'n1' });
    await atInes.gets('help-noted', ({ id }) => id === first.id);
    await hugo.does('closeHelp', { id: first.id, outcome: 'elsewhere' });
    stage.clock.pass(hours(1));
    const { help } = await ask(alice, 'Now the scanner');
    const { notes, earlier } = await ines.does('helpCase', { id: help.id });
    expect(notes).to.deep.equal([]);
    expect(earlier.map(one => [one.text, one.outcome, one.notes[0]!.text])).to.deep.equal([
      ['My printer is on fire', 'elsewhere', 'Third time this week'],
    ]);
    const known = JSON.stringify([
      await stage.relay.snapshot('alice'),
      await stage.store.events.after('alice', 0, 100),
      await alice.does('help', {}),
      await alice.searches('Third'),
      await hugo.searches('Third'),
    ]);
    expect(known).not.to.contain('Third time');
  });

  it('is the matter of the help desk: others neither see nor move anything', async () => {
    const { help } = await ask(alice);
    const { id } = help;
    for (const asked of [
      bob.does('helpDesk', {}),
      bob.does('helpRequests', {}),
      bob.does('helpCase', { id }),
      bob.does('takeHelp', { id }),
      bob.does('handHelp', { id, to: 'bob' }),
      bob.does('closeHelp', { id, outcome: 'solved' }),
      bob.does('noteHelp', { id, text: 'x', clientId: 'x' }),
    ])
      await refused(asked, 'forbidden');
    const root = await stage.person('root', 'admin');
    expect((await root.does('takeHelp', { id })).by!.name).to.equal('root');
    const own = await ask(ines);
    await refused(ines.does('takeHelp', { id: own.help.id }), 'forbidden');
    await refused(root.does('handHelp', { id: own.help.id, to: 'ines' }), 'forbidden');
    expect((await ines.does('helpRequests', { state: 'open' })).rows.map(one => one.id)).to.deep.equal([
      own.help.id,
    ]);
  });

  it('reaches the help desk across blocks and barriers, and the help desk the person', async () => {
    await stage.person('root', 'admin');
    await alice.does('makeGroup', { name: 'buy', display: 'Buyers' });
    await ines.does('makeGroup', { name: 'sell', display: 'Sellers' });
    await stage.relay.setBarrier('root', ['buy', 'sell'], true);
    await alice.does('block', { name: 'hugo', on: true });
    await hugo.does('block', { name: 'alice', on: true });
    const { help } = await ask(alice);
    await ines.does('takeHelp', { id: help.id });
    await ines.says(help, 'Across the barrier');
    await alice.says(help, 'And back');
    await ines.does('handHelp', { id: help.id, to: 'hugo' });
    await hugo.says(help, 'Past the block');
    await alice.says(help, 'And back again');
    expect((await alice.history(help)).length).to.equal(5);
    expect((await hugo.history(help)).at(-1)).to.equal('alice: And back again');
    await refused(ines.invites([alice]), 'unknown_person');
  });

  it('loses nothing to a server that is killed', async () => {
    const { help } = await ask(alice);
    await ask(bob);
    await ines.does('takeHelp', { id: help.id });
    await stage.isKilled();
    expect((await stage.relay.snapshot('alice')).help.mine).to.include({ state: 'taken' });
    expect((await stage.relay.snapshot('bob')).help).to.include({ place: 1, isManned: false });
    expect((await stage.relay.snapshot('ines')).help.desk).to.deep.equal({
      waiting: 1,
      held: [{ id: help.id, conversation: help.conversation }],
    });
    await ines.says(help, 'I am back');
  });

  it('tells who comes to the desk and who leaves it, to those who look', async () => {
    const atInes = await looks(ines);
    const atHugo = await hugo.opens();
    await atInes.gets('help-duty', ({ name, isOnDuty }) => name === 'hugo' && isOnDuty);
    await stage.person('root', 'admin');
    await atInes.gets('help-stale');
    await stage.relay.accounts.administer('root', 'hugo', { duties: [] });
    await atHugo.gets('help-desk', ({ desk }) => desk === null);
    await ask(alice);
    expect(rings(atHugo)).to.equal(0);
    atInes.closes();
    await atInes.reconnects();
    await atInes.gets('help-desk', ({ desk, rings: rang }) => desk?.waiting === 1 && !rang);
  });

  it('hears of what another process does beside the server', async () => {
    const atInes = await looks(ines);
    await stage.beside(relay =>
      relay.perform('alice', 'askHelp', { text: 'From beside', clientId: 'beside' }),
    );
    await row(atInes, one => one.text === 'From beside');
  });
});
