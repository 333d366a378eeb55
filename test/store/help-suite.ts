import { expect } from 'chai';
import type { HelpRow } from '../../relay/protocol.ts';
import type { HelpChange, LoggedEvent, NewHelp, Storage, Written } from '../../relay/storage.ts';

export const helpOf = (id: string, more: Partial<NewHelp> = {}): NewHelp => ({
  ...{ id, conversation: `c-${id}`, message: `m-${id}`, clientId: `client-${id}`, from: 'alice' },
  ...{ header: 'The printer', text: 'The printer is on fire', page: null, at: 10, ...more },
});

const written = (result: Written<HelpRow> | { refused: string }): Written<HelpRow> => {
  if ('refused' in result) throw new Error(`refused: ${result.refused}`);
  return result;
};
const told = (events: LoggedEvent[]) => events.map(({ user, event }) => `${user} ${event.kind}`);

/** What every store must do with requests for help. */
export function helpSuite(open: () => Storage): void {
  const ask = async (id = 'h', more: Partial<NewHelp> = {}) =>
    written(await open().help.ask(helpOf(id, more)));
  const change = async (id: string, to: Partial<HelpChange>) => {
    const { revision, state, by, waitingSince, takenAt, closedAt, outcome } = (await open().help.get(id))!;
    return open().help.change({
      ...{ id, revision, state, by: by?.name ?? null, waitingSince, takenAt, closedAt, outcome },
      ...{ at: 20, joins: null, leaves: null, ...to },
    });
  };
  const taken: Partial<HelpChange> = { state: 'taken', by: 'bob', takenAt: 20, joins: 'bob' };
  const people = async (id: string) =>
    (await open().conversations.conversation(id))!.participants.map(({ name, state }) => `${name} ${state}`);

  it('make a conversation with the words in it, once for one clientId and one open for a person', async () => {
    const page = { url: 'https://intranet.example/', title: 'Printers' };
    const { value, events } = await ask('h', { page });
    expect(value).to.deep.equal({
      ...{ id: 'h', conversation: 'c-h', from: { name: 'alice', display: 'alice Doe' }, at: 10 },
      ...{ waitingSince: 10, state: 'open', by: null, takenAt: null, closedAt: null, outcome: null },
      ...{ revision: 0, text: 'The printer is on fire', page },
    });
    expect(told(events)).to.deep.equal(['alice conversation', 'alice message', 'alice help']);
    expect(JSON.stringify(events.at(-1))).not.to.contain('fire');
    expect(await people('c-h')).to.deep.equal(['alice joined']);
    expect((await ask('h2', { clientId: 'client-h', page })).repeated).to.equal(true);
    expect(await open().help.ask(helpOf('h2', { clientId: 'client-h', text: 'x' }))).to.deep.equal({
      refused: 'reused',
    });
    expect(await open().help.ask(helpOf('h2'))).to.deep.equal({ refused: 'open' });
    const said = { id: 'm', conversation: 'c-h', from: 'alice', clientId: 'said', text: 'Hm', at: 11 };
    await open().conversations.append(said);
    expect(await open().help.ask(helpOf('h3', { clientId: 'said' }))).to.deep.equal({ refused: 'reused' });
  });

  it('change for the first of two who have seen the same', async () => {
    await ask();
    const first = written(await change('h', taken));
    expect([first.value.state, first.value.by, first.value.revision]).to.deep.equal([
      ...['taken', { name: 'bob', display: 'bob Doe' }, 1],
    ]);
    expect(told(first.events)).to.deep.equal(['alice conversation', 'bob conversation', 'alice help']);
    expect(await change('h', { ...taken, by: 'carol', joins: 'carol', revision: 0 })).to.deep.equal({
      refused: 'changed',
    });
    expect(await people('c-h')).to.deep.equal(['alice joined', 'bob joined']);
  });

  it('bring one into the conversation and another out of it', async () => {
    await ask();
    await change('h', taken);
    const handed = written(await change('h', { by: 'carol', joins: 'carol', leaves: 'bob' }));
    expect(handed.value.by!.name).to.equal('carol');
    expect(await people('c-h')).to.deep.equal(['alice joined', 'bob left', 'carol joined']);
    expect(told(handed.events).filter(one => one.startsWith('bob'))).to.deep.equal(['bob conversation']);
  });

  it('wait in order, and are found by state, by person and page by page', async () => {
    await ask();
    await change('h', taken);
    await change('h', { state: 'closed', closedAt: 21, outcome: 'solved', leaves: 'bob' });
    await ask('i', { at: 30 });
    await ask('j', { at: 31, from: 'carol' });
    await change('i', { waitingSince: 40 });
    const ids = (rows: HelpRow[]) => rows.map(({ id }) => id).join(' ');
    const { help } = open();
    expect(ids(await help.current())).to.equal('j i');
    expect(ids(await help.of('alice', 5))).to.equal('i h');
    expect(ids(await help.list(null, null, 5))).to.equal('j i h');
    expect(ids(await help.list(null, 'j', 1))).to.equal('i');
    expect(ids(await help.list('closed', null, 5))).to.equal('h');
    expect(await change('h', { state: 'open' })).to.deep.equal({ refused: 'open' });
  });

  it('say what the first message says, also once it was edited or deleted', async () => {
    await ask();
    const { conversations, help } = open();
    const which = { conversation: 'c-h', seq: 1, user: 'alice', at: 12 };
    await conversations.change({
      ...which,
      clientId: 'e',
      what: { kind: 'edit', text: 'It smokes', link: null },
    });
    expect((await help.get('h'))!.text).to.equal('It smokes');
    await conversations.change({ ...which, clientId: 'x', what: { kind: 'erase' } });
    expect((await help.get('h'))!.text).to.equal('');
  });

  it('stand in the overview of who asked, for a while after their end', async () => {
    const range = { now: 30, conversations: 2, messages: 2, invitations: 10, movedSince: 25 };
    const mine = async () => (await open().overview('alice', range))!.help;
    expect(await mine()).to.equal(null);
    await ask();
    expect(await mine())
      .to.include({ id: 'h', state: 'open' })
      .and.not.have.property('text');
    await change('h', { state: 'closed', closedAt: 25, outcome: 'cancelled' });
    expect(await mine()).to.include({ outcome: 'cancelled' });
    await change('h', { closedAt: 24 });
    expect(await mine()).to.equal(null);
  });
}
