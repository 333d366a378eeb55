import { expect } from 'chai';
import type { AddressPage, LogEvent, Preferences } from '../../relay/protocol.ts';
import type {
  LoggedEvent,
  MessageChange,
  NewFile,
  NewGuest,
  NewInvitation,
  NewLeft,
  Storage,
  StoredAnnouncement,
  StoredPerson,
  StoredReceipt,
  Written,
} from '../../relay/storage.ts';
import { helpSuite } from './help-suite.ts';
import { barrierSuite, contactSuite, groupSuite, newsSuite, withheldSuite } from './tie-suites.ts';

type Make = () => Promise<Storage>;

const person = (name: string): Omit<StoredPerson, 'version' | 'disabled'> => ({
  ...{
    name,
    display: `${name} Doe`,
    email: `${name}@example.org`,
    phone: null,
    mobile: null,
    picture: null,
    role: 'user',
    duties: [],
    password: 'digest',
  },
});

export async function withPeople(storage: Storage, ...names: string[]): Promise<Storage> {
  for (const name of names) await storage.people.create(person(name), 1);
  return storage;
}

export const invitation = (id: string, more: Partial<NewInvitation> = {}): NewInvitation => ({
  ...{
    id,
    conversation: `c-${id}`,
    from: 'alice',
    to: ['bob'],
    header: 'Header',
    instruction: 'Please answer',
  },
  ...{ page: null, urgent: false, clientId: null, at: 10, expiresAt: 1_000, message: null, ...more },
});

export const message = (id: string, from = 'alice', conversation = 'c-i', at = 20) => ({
  ...{ id, conversation, from, clientId: `${id}-client`, text: `text of ${id}`, at },
});

const written = <T>(result: Written<T> | { refused: string } | null): Written<T> => {
  if (result === null || 'refused' in result) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
};
const told = (events: LoggedEvent[]) => events.map(({ user, n, event }) => `${user} ${n} ${event.kind}`);

/** What every store must do, whatever is behind it: by contract, so that each can be run alone. */
export const suites = {
  people: peopleSuite,
  invitations: invitationSuite,
  conversations: messageSuite,
  changes: changeSuite,
  search: searchSuite,
  files: fileSuite,
  events: eventSuite,
  due: dueSuite,
  announcements: announcementSuite,
  pruning: pruningSuite,
  audit: auditSuite,
  sites: siteSuite,
  left: leftSuite,
  groups: groupSuite,
  contacts: contactSuite,
  barriers: barrierSuite,
  news: newsSuite,
  withheld: withheldSuite,
  addresses: addressSuite,
  guests: guestSuite,
  help: helpSuite,
  preferences: preferenceSuite,
  admission: admissionSuite,
  overview: overviewSuite,
  house: houseSuite,
};

/** Runs one of the suites over fresh stores with three people in them. */
export function storageSuite(name: keyof typeof suites, make: Make): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await withPeople(await make(), 'alice', 'bob', 'carol');
  });
  suites[name](() => storage);
}

type Open = () => Storage;

function houseSuite(open: Open): void {
  const change = (key: string, value: unknown) => ({ key, value, by: 'alice', at: 5 });

  it('keeps what administrators change over the file, in steps that count', async () => {
    const { house } = open();
    expect(await house.overlay()).to.deep.equal({ version: 0, changes: [] });
    const rules = change('replace', [{ hosts: ['a.test'], with: null }]);
    const file = change('files.maxMb', 3);
    expect(await house.change(0, [rules, file], [])).to.deep.equal({ version: 1, changes: [file, rules] });
    const more = { ...file, value: 4, by: null, at: 6 };
    expect(await house.change(1, [more], ['replace'])).to.deep.equal({ version: 2, changes: [more] });
    expect(await house.overlay()).to.deep.equal({ version: 2, changes: [more] });
  });

  it('writes nothing for who has not seen the latest change', async () => {
    const { house } = open();
    await house.change(0, [change('files.maxMb', 3)], []);
    expect(await house.change(0, [change('files.maxMb', 4)], [])).to.equal('stale');
    expect(await house.change(2, [], ['files.maxMb'])).to.equal('stale');
    expect((await house.overlay()).changes[0]).to.include({ value: 3 });
  });

  it('keeps the hosts where interception was given up, the latest last', async () => {
    const { house } = open();
    const times = { firstAt: 1, until: 90 };
    const one = {
      host: 'b.test',
      reason: 'client_refused' as const,
      count: 4,
      clients: 3,
      lastAt: 2,
      ...times,
    };
    const other = { ...one, host: 'a.test', reason: 'client_certificate' as const, lastAt: 3 };
    await house.saveBypasses([other, one]);
    expect(await house.bypasses()).to.deep.equal([one, other]);
    await house.saveBypasses([other]);
    expect(await house.bypasses()).to.deep.equal([other]);
  });
}

function peopleSuite(open: Open): void {
  it('refuses a taken name', async () =>
    expect(await open().people.create(person('alice'), 2)).to.equal(null));

  it('finds by name, display name and e-mail, beginnings of words first', async () => {
    const { people } = open();
    await people.create({ ...person('xavier'), display: 'Ünal Bobson', email: null }, 1);
    await people.create({ ...person('mr.bobby'), display: 'Robert' }, 1);
    await people.create({ ...person('nabob'), display: 'Nabob' }, 1);
    const names = async (query: string, limit = 10) =>
      (await people.find(query, limit)).map(({ name }) => name);
    expect(await names('bob')).to.deep.equal(['bob', 'mr.bobby', 'xavier', 'nabob']);
    expect(await names('BOB', 2)).to.deep.equal(['bob', 'mr.bobby']);
    expect(await names('ünal')).to.deep.equal(['xavier']);
    expect(await names('carol@ex')).to.deep.equal(['carol']);
    expect(await names('%')).to.deep.equal([]);
    expect(await names('')).to.have.length(6);
  });

  it('leaves disabled people out of what is found, not out of the list', async () => {
    const { people } = open();
    await people.update('bob', { disabled: true });
    expect(await people.find('bob', 10)).to.deep.equal([]);
    expect((await people.list()).map(({ name, disabled }) => `${name} ${disabled}`)).to.include('bob true');
  });

  it('raises the version with the password and the standing alone', async () => {
    const { people } = open();
    expect((await people.update('bob', { display: 'Robert' }))!.version).to.equal(1);
    expect((await people.update('bob', { password: 'other' }))!.version).to.equal(2);
    expect((await people.update('bob', { disabled: true }))!.version).to.equal(3);
    expect(await people.update('zoe', { disabled: true })).to.equal(null);
    expect((await people.getMany(['bob', 'zoe', 'alice'])).map(({ name }) => name)).to.deep.equal([
      'alice',
      'bob',
    ]);
  });

  it('knows a token until it expires, is removed, or its owner changes', async () => {
    const { people } = open();
    const add = (digest: string, expiresAt: number | null) =>
      people.addToken({
        ...{ id: `id-${digest}`, digest, user: 'bob', kind: 'api', at: 1, expiresAt },
        ...{ address: '10.0.0.1', agent: 'a browser' },
      });
    await Promise.all([add('lasting', null), add('short', 100), add('removed', null)]);
    await people.removeToken('removed');
    const owner = async (digest: string, now: number) => (await people.getToken(digest, now))?.user ?? null;
    expect(await owner('lasting', 1_000)).to.equal('bob');
    expect([await owner('short', 99), await owner('short', 100)]).to.deep.equal(['bob', null]);
    expect([await owner('removed', 1), await owner('unknown', 1)]).to.deep.equal([null, null]);
    await people.update('bob', { password: 'other' });
    expect(await owner('lasting', 1)).to.equal(null);
  });

  it('lists the tokens in force, the last used first, and ends one for its owner alone', async () => {
    const { people } = open();
    const add = (id: string, expiresAt: number | null) =>
      people.addToken({
        ...{ id, digest: `d-${id}`, user: 'bob', kind: 'session', at: 1, expiresAt },
        ...{ address: '10.0.0.1', agent: 'a browser' },
      });
    for (const [id, end] of [
      ['one', 100],
      ['two', 100],
      ['old', 5],
    ] as const)
      await add(id, end);
    await people.usedToken('d-two', 7, '10.0.0.2');
    const listed = await people.tokensOf('bob', 10);
    expect(listed).to.deep.equal([
      {
        id: 'two',
        digest: 'd-two',
        kind: 'session',
        at: 1,
        usedAt: 7,
        address: '10.0.0.2',
        agent: 'a browser',
      },
      {
        id: 'one',
        digest: 'd-one',
        kind: 'session',
        at: 1,
        usedAt: 1,
        address: '10.0.0.1',
        agent: 'a browser',
      },
    ]);
    expect(await people.endToken('alice', 'one')).to.equal(null);
    expect(await people.endToken('bob', 'one')).to.equal('d-one');
    expect([await people.removeToken('d-two'), await people.removeToken('d-two')]).to.deep.equal([
      'bob',
      null,
    ]);
    await add('three', null);
    await people.update('bob', { password: 'other' });
    expect(await people.tokensOf('bob', 10)).to.deep.equal([]);
  });

  it('keeps what a token is bound to, and lists those of programs alone, the newest first', async () => {
    const { people } = open();
    const add = (id: string, user: string, at: number, more: object = {}) =>
      people.addToken({
        ...{ id, digest: `d-${id}`, user, kind: 'api' as const, at, expiresAt: null, address: '', agent: '' },
        ...more,
      });
    await add('whole', 'bob', 1);
    await add('bound', 'bob', 2, { scopes: ['read', 'help'], note: 'bot', by: 'alice', expiresAt: 50 });
    await add('hers', 'alice', 3);
    await add('browser', 'bob', 4, { kind: 'session' });
    expect((await people.getToken('d-whole', 10))?.scopes).to.equal(null);
    expect((await people.getToken('d-bound', 10))?.scopes).to.deep.equal(['read', 'help']);
    const [bound, whole] = await people.apiTokens('bob', 10);
    expect(bound).to.deep.equal({
      ...{ id: 'bound', owner: 'bob', note: 'bot', scopes: ['read', 'help'], by: 'alice' },
      ...{ at: 2, usedAt: 2, address: '', expiresAt: 50 },
    });
    expect(whole).to.include({ id: 'whole', note: '', scopes: null, by: null });
    expect((await people.apiTokens(null, 50)).map(({ id }) => id)).to.deep.equal(['hers', 'whole']);
  });

  it('is never left without an administrator who may log in', async () => {
    const { people } = open();
    await people.update('alice', { role: 'admin' });
    expect(await people.administer('alice', { role: 'user' })).to.deep.equal({ refused: 'last' });
    expect(await people.administer('alice', { disabled: true })).to.deep.equal({ refused: 'last' });
    expect(await people.administer('zoe', { disabled: true })).to.equal(null);
    await people.update('bob', { role: 'admin' });
    const both = await Promise.all(['alice', 'bob'].map(name => people.administer(name, { role: 'user' })));
    expect(both.filter(done => done && 'refused' in done)).to.have.length(1);
    expect((await people.list()).filter(({ role }) => role === 'admin')).to.have.length(1);
  });

  it('keeps the view, and drafts until they are empty', async () => {
    const { people } = open();
    expect(await people.view('bob')).to.equal(null);
    const view = { open: true, screen: 'home', conversation: null, side: 'end' } as const;
    await people.saveView('bob', { ...view, open: false });
    await people.saveView('bob', view);
    expect(await people.view('bob')).to.deep.equal(view);
    await people.saveDraft('bob', 'new', 'first', 1);
    await people.saveDraft('bob', 'new', 'second', 2);
    await people.saveDraft('bob', 'gone', 'text', 3);
    await people.saveDraft('bob', 'gone', '', 4);
    expect(await people.drafts('bob')).to.deep.equal({ new: 'second' });
    expect(await people.drafts('alice')).to.deep.equal({});
  });
}

function invitationSuite(open: Open): void {
  const invite = async (more: Partial<NewInvitation> = {}) =>
    written(await open().conversations.invite(invitation('i', more)));
  const move = (
    to: 'shown' | 'accepted' | 'declined' | 'withdrawn' | 'expired',
    user: string | null = 'bob',
  ) => open().conversations.move({ invitation: 'i', user, from: ['pending', 'shown'], to, at: 30 });

  it('tell everybody the conversation, the invitation, then the first message', async () => {
    const page = { url: 'https://example.org/', title: 'Example' };
    const first = { id: 'm', clientId: 'm-client', text: 'Hello' };
    const { value, events, repeated } = await invite({ message: first, page, to: ['carol', 'bob'] });
    expect(repeated).to.equal(false);
    expect(value).to.deep.include({ page, from: { name: 'alice', display: 'alice Doe' }, expiresAt: 1_000 });
    expect(value.to.map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      'carol pending',
      'bob pending',
    ]);
    expect(told(events).filter(line => line.startsWith('bob'))).to.deep.equal([
      'bob 1 conversation',
      'bob 2 invitation',
      'bob 3 message',
    ]);
    expect(events).to.have.length(9);
  });

  it('are made once by their clientId', async () => {
    const { value } = await invite({ clientId: 'once' });
    const again = written(await open().conversations.invite(invitation('j', { clientId: 'once' })));
    expect(again).to.deep.equal({ value, events: [], repeated: true });
    const first = { id: 'm', clientId: 'taken', text: 'Hello' };
    await open().conversations.invite(invitation('k', { message: first }));
    const other = { ...first, id: 'n' };
    expect(await open().conversations.invite(invitation('l', { message: other }))).to.deep.equal({
      refused: 'reused',
    });
  });

  it('move only from the states named, and tell everybody', async () => {
    await invite({ to: ['bob', 'carol'] });
    expect(told((await move('shown'))!.events)).to.deep.equal([
      'alice 3 invitation',
      'bob 3 invitation',
      'carol 3 invitation',
    ]);
    const accepted = (await move('accepted'))!;
    expect(told(accepted.events)).to.deep.equal([
      ...['alice 4 invitation', 'bob 4 invitation', 'carol 4 invitation'],
      ...['alice 5 conversation', 'bob 5 conversation', 'carol 5 conversation'],
    ]);
    expect(await move('declined')).to.equal(null);
    const states = (await open().conversations.conversation('c-i'))!.participants.map(({ state }) => state);
    expect(states).to.deep.equal(['joined', 'joined', 'invited']);
  });

  it('end for all that are open at once', async () => {
    await invite({ to: ['bob', 'carol'] });
    await move('accepted');
    const { value } = (await move('withdrawn', null))!;
    expect(value.to.map(({ state }) => state)).to.deep.equal(['accepted', 'withdrawn']);
    expect(await move('withdrawn', null)).to.equal(null);
  });

  it('are listed for whom they concern, by state', async () => {
    await invite();
    const { conversations } = open();
    const ids = async (user: string, ...states: ('pending' | 'declined')[]) =>
      (await conversations.invitations(user, states.length > 0 ? states : undefined)).map(({ id }) => id);
    expect(await ids('alice')).to.deep.equal(['i']);
    expect(await ids('bob', 'pending')).to.deep.equal(['i']);
    expect(await ids('bob', 'declined')).to.deep.equal([]);
    expect(await ids('carol')).to.deep.equal([]);
    expect((await conversations.invitationTo('c-i', 'bob'))!.id).to.equal('i');
    expect(await conversations.invitationTo('c-i', 'carol')).to.equal(null);
  });

  it('expire when they are open and their time is over', async () => {
    await invite();
    const { conversations } = open();
    expect(await conversations.expiring(999, 10)).to.deep.equal([]);
    expect(await conversations.expiring(1_000, 10)).to.deep.equal(['i']);
    await move('expired');
    expect(await conversations.expiring(1_000, 10)).to.deep.equal([]);
  });

  it('are put off until a time', async () => {
    await invite();
    const { conversations } = open();
    await conversations.snooze('i', 'bob', 500);
    expect(await conversations.snoozed('bob', 499)).to.deep.equal({ i: 500 });
    expect(await conversations.snoozed('bob', 500)).to.deep.equal({});
    expect(await conversations.snoozed('alice', 1)).to.deep.equal({});
    expect(await conversations.snoozes(1)).to.deep.equal([{ user: 'bob', invitation: 'i', until: 500 }]);
    await move('declined');
    expect(await conversations.snoozes(1)).to.deep.equal([]);
  });
}

function messageSuite(open: Open): void {
  const talk = () => open().conversations;
  beforeEach(async () => {
    await talk().invite(invitation('i', { to: ['bob', 'carol'] }));
    await talk().move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'accepted', at: 15 });
  });

  it('are numbered densely and told to all who are in', async () => {
    const results = await Promise.all(['m1', 'm2', 'm3'].map(id => talk().append(message(id))));
    expect(results.map(result => written(result).value.seq)).to.deep.equal([1, 2, 3]);
    expect(new Set(written(results[0]!).events.map(({ user }) => user))).to.deep.equal(
      new Set(['alice', 'bob', 'carol']),
    );
    await talk().move({ invitation: 'i', user: 'carol', from: ['pending'], to: 'declined', at: 25 });
    const { events } = written(await talk().append(message('m4')));
    expect(events.map(({ user }) => user)).to.deep.equal(['alice', 'bob']);
  });

  it('are appended once by their clientId, even at the same time', async () => {
    const [first, again] = await Promise.all([
      talk().append(message('m')),
      talk().append({ ...message('m'), id: 'other' }),
    ]);
    expect(written(again!)).to.deep.equal({ value: written(first!).value, events: [], repeated: true });
    expect(await talk().append({ ...message('m'), text: 'other' })).to.deep.equal({ refused: 'reused' });
    expect(await talk().append({ ...message('m', 'bob'), id: 'bob-m' })).to.have.property('repeated', false);
  });

  it('are refused from who has not joined, saying what they are', async () => {
    await open().people.create(person('dave'), 1);
    await talk().leave('c-i', 'bob', 16);
    const refusals = await Promise.all(
      ['carol', 'bob', 'dave'].map(name => talk().append(message(`m-${name}`, name))),
    );
    expect(refusals).to.deep.equal([{ refused: 'invited' }, { refused: 'left' }, { refused: 'stranger' }]);
    expect(await talk().append(message('m', 'alice', 'nowhere'))).to.deep.equal({ refused: 'stranger' });
  });

  it('are read in ranges, in order', async () => {
    for (let count = 1; count <= 7; count += 1) await talk().append(message(`m${count}`));
    const seqs = async (range: { before?: number; after?: number; limit: number }) =>
      (await talk().messages('c-i', range)).map(({ seq }) => seq);
    expect(await seqs({ limit: 3 })).to.deep.equal([5, 6, 7]);
    expect(await seqs({ before: 5, limit: 2 })).to.deep.equal([3, 4]);
    expect(await seqs({ after: 5, limit: 10 })).to.deep.equal([6, 7]);
    expect(await seqs({ after: 0, before: 3, limit: 10 })).to.deep.equal([1, 2]);
  });

  it('are marked read only forward, and told to who has joined', async () => {
    await talk().append(message('m1'));
    await talk().append(message('m2'));
    const marked = written(await talk().markRead('c-i', 'bob', 99, 30));
    expect(marked.value).to.equal(2);
    expect(marked.events.map(({ user }) => user)).to.deep.equal(['alice', 'bob']);
    expect(await talk().markRead('c-i', 'bob', 1, 31)).to.equal(null);
    expect(await talk().markRead('c-i', 'dave', 1, 31)).to.equal(null);
    const { participants } = (await talk().conversation('c-i'))!;
    expect(participants.map(({ readSeq }) => readSeq)).to.deep.equal([2, 2, 0]);
  });

  it('stop for who leaves, who is told so with the others', async () => {
    await open().people.saveDraft('bob', 'c-i', 'unsent', 1);
    const left = written(await talk().leave('c-i', 'bob', 16));
    expect(left.events.map(({ user }) => user)).to.deep.equal(['alice', 'carol', 'bob']);
    expect(written(await talk().leave('c-i', 'bob', 17)).repeated).to.equal(true);
    expect(await talk().leave('c-i', 'dave', 17)).to.equal(null);
    expect(await open().people.drafts('bob')).to.deep.equal({});
    expect(await talk().conversationsOf('bob', 10)).to.deep.equal([]);
  });

  it('bring their conversation to the top', async () => {
    await talk().invite(invitation('j', { at: 16 }));
    const ids = async () => (await talk().conversationsOf('alice', 10)).map(({ id }) => id);
    expect(await ids()).to.deep.equal(['c-j', 'c-i']);
    await talk().append(message('m'));
    expect(await ids()).to.deep.equal(['c-i', 'c-j']);
    expect((await talk().peers('bob')).sort()).to.deep.equal(['alice', 'carol']);
  });
}

function changeSuite(open: Open): void {
  const talk = () => open().conversations;
  const change = (what: MessageChange['what'], more: Partial<MessageChange> = {}) => {
    const which = { conversation: 'c-i', seq: 1, user: 'alice', clientId: 'once', at: 40 };
    return talk().change({ ...which, what, ...more });
  };
  const react = (emoji: string, on: boolean, user: string, clientId: string) =>
    change({ kind: 'react', emoji, on, max: 2 }, { user, clientId });
  beforeEach(async () => {
    await talk().invite(invitation('i', { to: ['bob', 'carol'] }));
    await talk().move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'accepted', at: 15 });
    await talk().append(message('m1'));
  });

  it('edit once by their clientId, and tell everybody the whole message', async () => {
    const { value, events } = written(await change({ kind: 'edit', text: 'better', link: null }));
    expect(value).to.include({ text: 'better', revision: 1, editedAt: 40, at: 20 });
    expect(events.map(({ user }) => user)).to.deep.equal(['alice', 'bob', 'carol']);
    expect(events[1]!.event).to.deep.equal({ kind: 'changed', message: value });
    const again = written(await change({ kind: 'edit', text: 'better', link: null }, { at: 50 }));
    expect(again).to.deep.equal({ value, events: [], repeated: true });
    expect(await change({ kind: 'erase' })).to.deep.equal({ refused: 'reused' });
    expect(written(await talk().append(message('m1'))).repeated).to.equal(true);
  });

  it('leave nothing of a deleted message, in the history and in every log', async () => {
    await react('👍', true, 'bob', 'r');
    await talk().append({ ...message('m2', 'bob'), reply: 1 });
    const { value } = written(await change({ kind: 'erase' }));
    expect(value).to.include({ text: '', deletedAt: 40 }).and.not.to.have.any.keys('reactions', 'editedAt');
    expect(written(await change({ kind: 'erase' }, { clientId: 'twice' })).events).to.deep.equal([]);
    const all = [await talk().messages('c-i', { limit: 10 }), await open().events.after('carol', 0, 99)];
    expect(JSON.stringify(all)).not.to.include('text of m1');
    const quote = (await talk().messages('c-i', { limit: 1 }))[0]!.reply;
    expect(quote).to.deep.equal({ seq: 1, from: 'alice', text: '' });
  });

  it('bring the preview of a link while the message still says the same, and take it away with the link', async () => {
    const link = 'https://a.example/';
    const shown = { url: link, title: 'A', description: '', site: '' };
    const put = (title: string, text = 'text of m1') =>
      talk().preview({ message: 'm1', text, preview: { ...shown, title }, at: 30 });
    expect(await put('A', 'what it said before')).to.equal(null);
    const { value, events } = written(await put('A'));
    expect(value).to.deep.include({ preview: shown, revision: 1 }).and.not.to.have.property('editedAt');
    expect(events.map(({ user }) => user)).to.deep.equal(['alice', 'bob', 'carol']);
    expect(events[1]!.event).to.deep.equal({ kind: 'changed', message: value });
    expect(await put('A')).to.equal(null);
    expect((await talk().messages('c-i', { limit: 1 }))[0]).to.deep.equal(value);
    // The clientId still stands for what was sent.
    expect(await talk().append({ ...message('m1'), text: 'other' })).to.deep.equal({ refused: 'reused' });
    const kept = written(await change({ kind: 'edit', text: 'see', link }));
    expect(kept.value.preview).to.deep.equal(shown);
    const gone = written(await change({ kind: 'edit', text: 'no link', link: null }, { clientId: 'e2' }));
    expect(gone.value).not.to.have.property('preview');
    await put('B', 'no link');
    const { value: erased } = written(await change({ kind: 'erase' }, { clientId: 'e3' }));
    expect(erased).not.to.have.property('preview');
    expect(await put('C', '')).to.equal(null);
  });

  it('keep a preview from whom the message is withheld', async () => {
    await talk().append({ ...message('m2'), withheld: ['bob'] });
    const preview = { url: 'https://a.example/', title: 'A', description: '', site: '' };
    const { events } = written(await talk().preview({ message: 'm2', text: 'text of m2', preview, at: 30 }));
    expect(events.map(({ user }) => user)).to.deep.equal(['alice', 'carol']);
  });

  it('put reactions on and take them off, in the order in which they came', async () => {
    await react('👍', true, 'bob', 'r1');
    await react('🎉', true, 'bob', 'r2');
    const { value } = written(await react('👍', true, 'alice', 'r3'));
    expect(value.reactions).to.deep.equal({ '👍': ['bob', 'alice'], '🎉': ['bob'] });
    expect(await react('😀', true, 'bob', 'r4')).to.deep.equal({ refused: 'full' });
    expect(written(await react('🎉', true, 'bob', 'r5')).events).to.deep.equal([]);
    expect(written(await react('🎉', false, 'bob', 'r6')).value.reactions).to.deep.equal({
      '👍': ['bob', 'alice'],
    });
    expect(written(await react('👍', true, 'bob', 'r1')).repeated).to.equal(true);
  });

  it('are refused from others, of what is not there, and of what is gone', async () => {
    const edit = { kind: 'edit', text: 'mine', link: null } as const;
    expect(await change(edit, { user: 'bob' })).to.deep.equal({ refused: 'foreign' });
    expect(await change(edit, { user: 'carol' })).to.deep.equal({ refused: 'invited' });
    expect(await change(edit, { user: 'zoe' })).to.deep.equal({ refused: 'stranger' });
    expect(await change(edit, { seq: 2 })).to.deep.equal({ refused: 'unknown' });
    await change({ kind: 'erase' });
    expect(await change(edit, { clientId: 'late' })).to.deep.equal({ refused: 'deleted' });
    expect(await react('👍', true, 'bob', 'r')).to.deep.equal({ refused: 'deleted' });
  });

  it('answer only what is there, and quote its beginning as it reads now', async () => {
    expect(await talk().append({ ...message('m2', 'bob'), reply: 9 })).to.deep.equal({ refused: 'unknown' });
    const { value } = written(await talk().append({ ...message('m2', 'bob'), reply: 1 }));
    expect(value.reply).to.deep.equal({ seq: 1, from: 'alice', text: 'text of m1' });
    await change({ kind: 'edit', text: 'long '.repeat(100), link: null });
    const { text } = (await talk().messages('c-i', { after: 1, limit: 1 }))[0]!.reply!;
    expect(text).to.equal('long '.repeat(32));
  });

  it('give the conversation another name, told once', async () => {
    const renamed = written(await talk().rename('c-i', 'bob', 'Plans', 40));
    expect(renamed.value.header).to.equal('Plans');
    expect(renamed.events).to.have.length(3);
    expect(written(await talk().rename('c-i', 'bob', 'Plans', 41)).events).to.deep.equal([]);
    expect(await talk().rename('c-i', 'carol', 'Mine', 42)).to.equal(null);
  });

  it('ask more people into the conversation, and again who has left', async () => {
    await open().people.create(person('dave'), 1);
    const into = { conversation: 'c-i', into: { max: 4 } };
    const ask = (id: string, to: string[], from = 'bob') =>
      talk().invite(invitation(id, { ...into, from, to, at: 30 }));
    const { value, events } = written(await ask('j', ['dave', 'carol']));
    expect(value.to.map(({ name }) => name)).to.deep.equal(['dave']);
    expect(new Set(events.map(({ user }) => user))).to.deep.equal(new Set(['alice', 'bob', 'carol', 'dave']));
    expect(await ask('k', ['dave'])).to.deep.equal({ refused: 'present' });
    expect(await ask('k', ['dave'], 'carol')).to.deep.equal({ refused: 'left' });
    await talk().leave('c-i', 'alice', 31);
    await ask('l', ['alice']);
    expect((await talk().invitationTo('c-i', 'alice'))!.id).to.equal('l');
    expect((await talk().invitationTo('c-i', 'bob'))!.id).to.equal('i');
    await open().people.create(person('erin'), 1);
    expect(await ask('m', ['erin'])).to.deep.equal({ refused: 'full' });
    const { participants } = (await talk().conversation('c-i'))!;
    expect(participants.map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      'alice invited',
      'bob joined',
      'carol invited',
      'dave invited',
    ]);
  });
}

function searchSuite(open: Open): void {
  const talk = () => open().conversations;
  const find = async (user: string, words: string[], more: object = {}) => {
    const { found, next } = await open().search.search({ user, words, limit: 10, ...more });
    return { texts: found.map(({ message: { text } }) => text), found, next };
  };
  const say = (id: string, text: string, conversation = 'c-i') =>
    talk().append({ ...message(id, 'alice', conversation), text });
  beforeEach(async () => {
    await talk().invite(invitation('i', { message: { id: 'm0', clientId: 'm0', text: 'Grüße aus Köln' } }));
    await talk().invite(invitation('j', { to: ['carol'] }));
  });

  it('finds all words, beginnings too, whatever their case and accents, newest first', async () => {
    await say('m1', 'The price list of March');
    await say('m2', 'Prices in MARCH?');
    expect((await find('bob', ['price'])).texts).to.deep.equal([
      'Prices in MARCH?',
      'The price list of March',
    ]);
    expect((await find('bob', ['march', 'list'])).texts).to.deep.equal(['The price list of March']);
    expect((await find('bob', ['koln', 'gruss'])).texts).to.deep.equal([]);
    expect((await find('bob', ['koln', 'GRU'])).texts).to.deep.equal(['Grüße aus Köln']);
    expect((await find('bob', ['rice'])).texts).to.deep.equal([]);
  });

  it('finds what is written without spaces', async () => {
    await say('m1', '明日の会議は三時です');
    expect((await find('bob', ['会議'])).texts).to.deep.equal(['明日の会議は三時です']);
    expect((await find('bob', ['議会'])).texts).to.deep.equal([]);
  });

  it('finds nothing of what the person may not read, nor of what is gone', async () => {
    await say('m1', 'secret plan');
    await say('m2', 'secret plan', 'c-j');
    expect(
      (await find('carol', ['secret'])).found.map(({ message: { conversation } }) => conversation),
    ).to.deep.equal(['c-j']);
    await talk().leave('c-i', 'bob', 30);
    expect((await find('bob', ['secret'])).texts).to.deep.equal([]);
    expect((await find('zoe', ['secret'])).texts).to.deep.equal([]);
    const change = { conversation: 'c-i', seq: 2, user: 'alice', at: 40 };
    await talk().change({ ...change, clientId: 'a', what: { kind: 'edit', text: 'open plan', link: null } });
    expect((await find('alice', ['secret'], { conversation: 'c-i' })).texts).to.deep.equal([]);
    expect((await find('alice', ['open'])).texts).to.deep.equal(['open plan']);
    await talk().change({ ...change, clientId: 'b', what: { kind: 'erase' } });
    expect((await find('alice', ['open'])).texts).to.deep.equal([]);
  });

  it('goes on where it stopped, and says where it was found', async () => {
    for (let count = 1; count <= 5; count += 1) await say(`m${count}`, `word ${count}`);
    const first = await find('bob', ['word'], { limit: 2 });
    expect(first.texts).to.deep.equal(['word 5', 'word 4']);
    expect(first.found[0]).to.deep.include({ header: 'Header', with: ['alice Doe'] });
    const second = await find('bob', ['word'], { limit: 3, before: first.next! });
    expect(second).to.deep.include({ texts: ['word 3', 'word 2', 'word 1'], next: null });
  });
}

function fileSuite(open: Open): void {
  const talk = () => open().conversations;
  const file = (id: string, more: Partial<NewFile> = {}): NewFile => ({
    ...{ id, conversation: 'c-i', owner: 'alice', name: `${id}.png`, type: 'image/png' },
    ...{ bytes: 10, digest: `d-${id}`, at: 20, ...more },
  });
  const put = (id: string, more?: Partial<NewFile>) => open().files.add(file(id, more), 1_000);
  beforeEach(async () => {
    await talk().invite(invitation('i'));
    await talk().invite(invitation('j'));
  });

  it('go with one message of who put them up, in order', async () => {
    await put('f1', { width: 2, height: 3 });
    await put('f2');
    expect(await open().files.addThumbnail('f2', { digest: 'd-t', type: 'image/webp' })).to.equal(true);
    const { value } = written(await talk().append({ ...message('m1'), files: ['f2', 'f1'] }));
    expect(value.files).to.deep.equal([
      { id: 'f2', name: 'f2.png', type: 'image/png', bytes: 10, thumbnail: true },
      { id: 'f1', name: 'f1.png', type: 'image/png', bytes: 10, width: 2, height: 3 },
    ]);
    expect((await open().files.get('f1'))!.message).to.equal('m1');
    expect(await open().files.addThumbnail('f1', { digest: 'd-t', type: 'image/webp' })).to.equal(false);
    expect(written(await talk().append({ ...message('m1'), files: ['f2', 'f1'] })).repeated).to.equal(true);
    const { found } = await open().search.search({ user: 'bob', words: ['f1'], limit: 5 });
    expect(found).to.have.length(1);
  });

  it('are refused from others, elsewhere, and a second time', async () => {
    await put('f1');
    await put('f2', { owner: 'bob' });
    await put('f3', { conversation: 'c-j' });
    for (const files of [['f2'], ['f3'], ['f9'], ['f1', 'f1']]) {
      expect(await talk().append({ ...message('m1'), files })).to.deep.equal({ refused: 'file' });
    }
    await talk().append({ ...message('m2'), files: ['f1'] });
    expect(await talk().append({ ...message('m3'), files: ['f1'] })).to.deep.equal({ refused: 'file' });
  });

  it('are bounded by person', async () => {
    expect(await put('f1', { bytes: 900 })).to.equal('kept');
    expect(await put('f2', { bytes: 101 })).to.equal('full');
    expect(await put('f3', { bytes: 101, owner: 'bob' })).to.equal('kept');
  });

  it('end with their message, or unsent after a time, and say which contents are in use', async () => {
    await put('f1');
    await put('f2', { at: 30 });
    await put('f3', { digest: 'd-f1' });
    await open().files.addThumbnail('f2', { digest: 'd-t', type: 'image/webp' });
    const inUse = async () => (await open().files.inUse(['d-f1', 'd-f2', 'd-t', 'd-x'])).sort();
    expect(await inUse()).to.deep.equal(['d-f1', 'd-f2', 'd-t']);
    await talk().append({ ...message('m1'), files: ['f1'] });
    expect(await open().files.forgetUnsent(30)).to.equal(1);
    expect(await inUse()).to.deep.equal(['d-f1', 'd-f2', 'd-t']);
    const erase = { conversation: 'c-i', seq: 1, user: 'alice', clientId: 'x', at: 40 };
    const erased = written(await talk().change({ ...erase, what: { kind: 'erase' } }));
    expect(erased.value).not.to.have.property('files');
    expect(await inUse()).to.deep.equal(['d-f2', 'd-t']);
    expect(await open().files.get('f1')).to.equal(null);
  });
}

function eventSuite(open: Open): void {
  it('are dense from 1, in order, and hold what was told', async () => {
    const { conversations, events } = open();
    expect(await events.last('alice')).to.equal(0);
    const all: LoggedEvent[] = [];
    const note = (result: Written<unknown> | { refused: string } | null) =>
      all.push(...written(result).events);
    note(await conversations.invite(invitation('i', { message: { id: 'm', clientId: 'c', text: 'Hi' } })));
    note(
      await conversations.move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'accepted', at: 15 }),
    );
    note(await conversations.append(message('m2', 'bob')));
    note(await conversations.markRead('c-i', 'alice', 2, 21));
    for (const user of ['alice', 'bob']) {
      const own = all.filter(event => event.user === user);
      expect(await events.after(user, 0, 100)).to.deep.equal(own);
      expect(own.map(({ n }) => n)).to.deep.equal(own.map((_, index) => index + 1));
      expect(await events.last(user)).to.equal(own.length);
    }
    expect((await events.after('bob', 2, 2)).map(({ n }) => n)).to.deep.equal([3, 4]);
    const kinds: LogEvent['kind'][] = ['conversation', 'invitation', 'message', 'invitation', 'conversation'];
    expect((await events.after('bob', 0, 5)).map(({ event }) => event.kind)).to.deep.equal(kinds);
  });
}

function pruningSuite(open: Open): void {
  const fill = async (user: string, ats: number[]) => {
    for (const at of ats) {
      await open().contacts.wait(user, 'alice', 0);
      await open().contacts.back(user, 'alice', at);
    }
  };
  const numbers = async (user: string) => (await open().events.after(user, 0, 99)).map(({ n }) => n);

  it('lets go of what is old or far behind, and keeps the numbers', async () => {
    const { events } = open();
    await fill('bob', [10, 20, 30, 40]);
    await fill('carol', [10, 20, 30]);
    expect(await events.prune('', { before: 20, keep: 2, limit: 99 })).to.equal(null);
    expect([await numbers('bob'), await numbers('carol')]).to.deep.equal([
      [3, 4],
      [2, 3],
    ]);
    await events.prune('', { before: 99, keep: 9, limit: 99 });
    expect([await numbers('bob'), await events.last('bob')]).to.deep.equal([[], 4]);
    await fill('bob', [50]);
    expect(await numbers('bob')).to.deep.equal([5]);
  });

  it('goes on where the step ended', async () => {
    const { events } = open();
    await fill('bob', [1, 2, 3]);
    await fill('carol', [1, 2]);
    const step = { before: 9, keep: 9, limit: 2 };
    expect(await events.prune('', step)).to.equal('bob');
    expect([await numbers('bob'), await numbers('carol')]).to.deep.equal([[3], [1, 2]]);
    let next: string | null = 'bob';
    while (next !== null) next = await events.prune(next, step);
    expect([await numbers('bob'), await numbers('carol')]).to.deep.equal([[], []]);
  });
}

function dueSuite(open: Open): void {
  const reasons = async (now: number, activeSince: number) =>
    (await open().conversations.dueUsers(now, activeSince))
      .map(({ user, open: isOpen, activeAt }) => `${user} ${isOpen ? 'open' : 'quiet'} ${activeAt}`)
      .sort();

  it('is an open invitation, unless it is put off or its time is over', async () => {
    const { conversations } = open();
    await conversations.invite(invitation('i'));
    expect(await reasons(10, 0)).to.deep.equal(['alice quiet 10', 'bob open 0']);
    await conversations.snooze('i', 'bob', 500);
    expect(await reasons(10, 100)).to.deep.equal([]);
    expect(await reasons(500, 100)).to.deep.equal(['bob open 0']);
    expect(await reasons(1_000, 100)).to.deep.equal([]);
  });

  it('is a joined conversation that has unread messages or was active', async () => {
    const { conversations } = open();
    await conversations.invite(invitation('i'));
    await conversations.move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'accepted', at: 15 });
    await conversations.append(message('m'));
    expect(await reasons(30, 25)).to.deep.equal(['bob open 0']);
    expect(await reasons(30, 20)).to.deep.equal(['alice quiet 20', 'bob open 20']);
    await conversations.markRead('c-i', 'bob', 1, 30);
    expect(await conversations.dueState('bob', 30)).to.deep.equal({ user: 'bob', open: false, activeAt: 20 });
    expect(await conversations.dueState('carol', 30)).to.deep.equal({
      user: 'carol',
      open: false,
      activeAt: 0,
    });
  });

  it('counts nothing of a muted conversation, until it is muted no more', async () => {
    const { conversations } = open();
    await conversations.invite(invitation('quiet'));
    await conversations.move({ invitation: 'quiet', user: 'bob', from: ['pending'], to: 'accepted', at: 15 });
    await conversations.append(message('mq', 'alice', 'c-quiet'));
    expect((await conversations.dueState('bob', 50)).open).to.equal(true);
    expect(await conversations.mute('c-quiet', 'bob', true)).to.deep.equal(['c-quiet']);
    expect(await conversations.dueState('bob', 50)).to.deep.equal({ user: 'bob', open: false, activeAt: 0 });
    expect(await conversations.muted('alice')).to.deep.equal([]);
    expect(await conversations.mute('c-quiet', 'bob', false)).to.deep.equal([]);
    expect((await conversations.dueState('bob', 50)).open).to.equal(true);
  });
}

/** One that is sent as it is written. */
export const newAnnouncement = (id: string, more: Partial<NewAnnouncement> = {}): NewAnnouncement => ({
  ...{ id, from: 'alice', text: id, priority: 'info', at: 5, clientId: null, state: 'sent' },
  ...{ revision: 1, asked: 1, to: ['all'], except: [], presence: [], files: [] },
  ...{ sendAt: null, sentAt: more.at ?? 5, expiresAt: null, endedAt: null, approvedBy: null },
  ...more,
});
type NewAnnouncement = Parameters<Storage['announcements']['add']>[0];

function announcementSuite(open: Open): void {
  const receipt = (name: string, more: Partial<StoredReceipt> = {}): StoredReceipt => ({
    ...{ name, revision: 1, shownAt: null, acknowledgedAt: null, option: null, text: null },
    ...more,
  });
  const isKept = (added: unknown) => (added as { announcement: StoredAnnouncement }).announcement;

  it('are live with whom they go to until they end', async () => {
    const { announcements } = open();
    const added = isKept(await announcements.add(newAnnouncement('a'), ['carol', 'bob']));
    expect(added).to.deep.include({
      from: { name: 'alice', display: 'alice Doe' },
      people: 2,
      state: 'sent',
    });
    expect(await announcements.live()).to.deep.equal([
      { announcement: added, to: ['bob', 'carol'], receipts: [] },
    ]);
    expect(await announcements.change('a', 2, { state: 'withdrawn' })).to.equal(null);
    const ended = await announcements.change('a', 1, { state: 'withdrawn', endedAt: 9 });
    expect(ended).to.deep.include({ state: 'withdrawn', endedAt: 9, revision: 2 });
    expect(await announcements.live()).to.deep.equal([]);
    expect(await announcements.audience('a')).to.deep.equal(['bob', 'carol']);
  });

  it('are written once for one clientId', async () => {
    const { announcements } = open();
    await announcements.add(newAnnouncement('a', { clientId: 'c1' }), ['bob']);
    const again = await announcements.add(newAnnouncement('b', { clientId: 'c1' }), ['bob']);
    expect([isKept(again).id, (again as { repeated: boolean }).repeated]).to.deep.equal(['a', true]);
    expect(await announcements.get('b')).to.equal(null);
  });

  it('go to nobody before their time, and are found by their state', async () => {
    const { announcements } = open();
    await announcements.add(newAnnouncement('later', { state: 'scheduled', sendAt: 50, sentAt: null }), []);
    await announcements.add(newAnnouncement('now', { at: 6 }), ['bob']);
    const found = async (...states: StoredAnnouncement['state'][]) =>
      (await announcements.list({ states, before: null, limit: 9 })).map(({ id }) => id);
    expect(await found('scheduled')).to.deep.equal(['later']);
    expect(await found('scheduled', 'sent')).to.deep.equal(['now', 'later']);
    const older = await announcements.list({ states: ['scheduled', 'sent'], before: 6, limit: 9 });
    expect(older.map(({ id }) => id)).to.deep.equal(['later']);
    const sent = await announcements.change('later', 1, { state: 'sent', sentAt: 50, audience: ['bob'] });
    expect(sent).to.include({ people: 1, state: 'sent' });
  });

  it('keep what came first of what people do with them', async () => {
    const { announcements } = open();
    await announcements.add(newAnnouncement('a'), ['bob']);
    await announcements.receive('a', receipt('bob', { shownAt: 6 }));
    await announcements.receive('a', receipt('bob', { shownAt: 7 }));
    const first = await announcements.receive('a', receipt('bob', { acknowledgedAt: 8, option: 'Yes' }));
    expect(first).to.deep.equal(receipt('bob', { shownAt: 6, acknowledgedAt: 8, option: 'Yes' }));
    expect(
      await announcements.receive('a', receipt('bob', { acknowledgedAt: 9, option: 'No' })),
    ).to.deep.equal(first);
    const asked = receipt('bob', { revision: 2, acknowledgedAt: 10, option: 'No' });
    expect(await announcements.receive('a', asked)).to.deep.equal({ ...asked, shownAt: 6 });
    expect(await announcements.receipts('a')).to.deep.equal([{ ...asked, shownAt: 6 }]);
  });

  it('are kept for each whom they went to, newest first, but for what was withdrawn', async () => {
    const { announcements } = open();
    for (const [id, at] of [
      ['a', 5],
      ['b', 6],
      ['c', 7],
    ] as const)
      await announcements.add(newAnnouncement(id, { at }), ['bob']);
    await announcements.add(newAnnouncement('d', { at: 8 }), ['bobby', 'carol']);
    await announcements.change('b', 1, { state: 'withdrawn' });
    await announcements.change('c', 1, { state: 'expired' });
    const ids = async (user: string, limit: number) =>
      (await announcements.latest(user, limit)).map(({ id }) => id);
    expect(await ids('bob', 1)).to.deep.equal(['c']);
    expect(await ids('bob', 9)).to.deep.equal(['c', 'a']);
    expect(await ids('alice', 9)).to.deep.equal([]);
  });

  it('carry the files that their author has put up, once', async () => {
    const { announcements, files } = open();
    const file = {
      id: 'f1',
      owner: 'alice',
      name: 'a.png',
      type: 'image/png',
      bytes: 9,
      digest: 'd1',
      at: 5,
    };
    const f1 = { id: 'f1', copyId: 'f1-copy' };
    expect(await announcements.addFile({ ...file, width: 4, height: 3 }, 100)).to.equal('kept');
    expect(await announcements.addFile({ ...file, id: 'f2' }, 17)).to.equal('full');
    expect(await announcements.add(newAnnouncement('x', { from: 'bob', files: [f1] }), [])).to.equal(
      'unknown_file',
    );
    const added = isKept(await announcements.add(newAnnouncement('a', { files: [f1] }), ['bob']));
    expect(added.files).to.deep.equal([
      { id: 'f1', name: 'a.png', type: 'image/png', bytes: 9, width: 4, height: 3 },
    ]);
    expect(await announcements.add(newAnnouncement('b', { files: [f1] }), [])).to.equal('unknown_file');
    expect((await announcements.file('f1'))?.announcement).to.equal('a');
    await announcements.addFile({ ...file, id: 'f3', digest: 'd3' }, 100);
    expect(await announcements.forgetUnsentFiles(6)).to.equal(1);
    expect(await files.inUse(['d1', 'd3'])).to.deep.equal(['d1']);
  });

  it('have templates by their names', async () => {
    const { announcements } = open();
    const template = {
      ...{ name: 'Fire', text: 'Leave the house.', priority: 'emergency' as const, to: ['all'] },
      ...{ except: [], presence: ['online' as const], files: [], drill: false },
      answers: { options: ['I am out'], text: false },
    };
    await announcements.saveTemplate('alice', template);
    await announcements.saveTemplate('alice', { ...template, drill: true });
    expect(await announcements.templates()).to.deep.equal([{ ...template, drill: true }]);
    expect(await announcements.removeTemplate('Fire')).to.equal(true);
    expect(await announcements.removeTemplate('Fire')).to.equal(false);
  });

  it('have templates that keep files for all who announce, until they are deleted', async () => {
    const { announcements, files } = open();
    const file = {
      id: 'f1',
      owner: 'alice',
      name: 'a.png',
      type: 'image/png',
      bytes: 9,
      digest: 'd1',
      at: 5,
    };
    await announcements.addFile({ ...file, width: 4, height: 3 }, 100);
    const saved = await announcements.saveTemplate('alice', {
      ...{ name: 'Fire', text: 'Out!', priority: 'info', to: [], except: [], presence: [] },
      ...{ answers: null, drill: false, files: [{ id: 'f1', copyId: 't1' }] },
    });
    const kept = { id: 't1', name: 'a.png', type: 'image/png', bytes: 9, width: 4, height: 3 };
    expect(saved).to.have.deep.property('files', [kept]);
    expect(await announcements.forgetUnsentFiles(100)).to.equal(1);
    expect(await announcements.file('t1')).to.include({ template: 'Fire', announcement: null });
    const fromIt = newAnnouncement('a', { from: 'bob', files: [{ id: 't1', copyId: 'c1' }] });
    expect(isKept(await announcements.add(fromIt, ['alice'])).files).to.deep.equal([{ ...kept, id: 'c1' }]);
    expect(await announcements.file('c1')).to.include({ owner: 'bob', announcement: 'a', template: null });
    await announcements.removeTemplate('Fire');
    expect(await announcements.file('t1')).to.equal(null);
    expect(await files.inUse(['d1'])).to.deep.equal(['d1']);
  });
}

function auditSuite(open: Open): void {
  it('is listed newest first', async () => {
    const { audit } = open();
    await audit.add({ at: 1, actor: 'alice', action: 'did', subject: 'this' });
    await audit.add({ at: 2, actor: 'bob', action: 'did', subject: 'that', detail: { count: 1 } });
    const entries = await audit.list(10);
    expect(entries.map(({ n, subject }) => `${n} ${subject}`)).to.deep.equal(['2 that', '1 this']);
    expect(entries[0]!.detail).to.deep.equal({ count: 1 });
  });

  const entry = (at: number, actor: string, subject: string) => ({ at, actor, action: 'did', subject });

  it('is searched by who, what, whom and when', async () => {
    const { audit } = open();
    for (const n of [1, 2, 3, 4]) await audit.add(entry(n, n % 2 ? 'alice' : 'bob', n < 3 ? 'x' : 'bob'));
    await audit.add({ ...entry(5, 'alice', 'y'), action: 'undid' });
    const found = async (...asked: Parameters<typeof audit.list>) =>
      (await audit.list(...asked)).map(({ n }) => n);
    expect(await found(9, { actor: 'alice' })).to.deep.equal([5, 3, 1]);
    expect(await found(9, { action: 'undid' })).to.deep.equal([5]);
    expect(await found(9, { subject: 'x' })).to.deep.equal([2, 1]);
    expect(await found(9, { about: 'bob' })).to.deep.equal([4, 3, 2]);
    expect(await found(9, { since: 2, until: 4 })).to.deep.equal([4, 3, 2]);
    expect(await found(2, { before: 4 })).to.deep.equal([3, 2]);
    expect(await found(2, { after: 2, order: 'oldest' })).to.deep.equal([3, 4]);
  });

  it('is a chain that can be followed in parts', async () => {
    const { audit } = open();
    for (const n of [1, 2, 3]) await audit.add(entry(n, 'alice', `${n}`));
    const head = await audit.head();
    expect(head).to.include({ n: 3, isSealed: true, isLast: true });
    expect(head.removed.n).to.equal(0);
    const half = await audit.check(head.removed, head.n, 2);
    expect(half).to.include({ n: 2 });
    expect(await audit.check(half as { n: number; hash: string }, head.n, 2)).to.deep.equal({
      n: 3,
      hash: head.hash,
    });
    expect(await audit.find(head.hash)).to.equal(3);
    expect(await audit.find('none')).to.equal(null);
    expect(await audit.check({ n: 0, hash: 'other' }, 3, 9)).to.deep.equal({ n: 1, what: 'changed' });
    expect(await audit.check({ n: 3, hash: head.hash }, 5, 9)).to.deep.equal({ n: 4, what: 'missing' });
  });

  it('loses its oldest entries by retention alone, and holds together without them', async () => {
    const { audit } = open();
    for (const n of [1, 2, 3, 4]) await audit.add(entry(n, 'alice', `${n}`));
    const [, , second] = await audit.list(9);
    const removal = { ...entry(5, 'hallway', 'audit'), action: 'audit_shortened' };
    expect(await audit.shorten(3, 1, removal)).to.equal(1);
    expect(await audit.shorten(3, 9, removal)).to.equal(1);
    expect(await audit.shorten(3, 9, removal)).to.equal(0);
    const head = await audit.head();
    expect(head).to.deep.include({ isSealed: true, isLast: true, removed: { n: 2, hash: second!.hash } });
    expect(await audit.check(head.removed, head.n, 9)).to.deep.equal({ n: head.n, hash: head.hash });
    const [newest] = await audit.list(1);
    expect(newest!.detail).to.deep.equal({ upTo: 2, hash: second!.hash });
  });
}

function admissionSuite(open: Open): void {
  const code = { id: 'one', digest: 'd-one', by: 'alice', note: 'for Dora', at: 1, expiresAt: 100 };

  it('make one person for a code, in time', async () => {
    const { admission } = open();
    await admission.addCode(code);
    await admission.addCode({ ...code, id: 'two', digest: 'd-two', by: null, at: 2 });
    const asks = [
      ['d-one', 99],
      ['d-one', 100],
      ['none', 1],
    ] as const;
    expect(await Promise.all(asks.map(([digest, now]) => admission.isCode(digest, now)))).to.deep.equal([
      ...[true, false, false],
    ]);
    expect(await admission.admit('d-one', person('bob'), 5)).to.equal('taken');
    expect(await admission.admit('d-one', person('dora'), 5)).to.include({ name: 'dora' });
    expect(await admission.admit('d-one', person('emil'), 6)).to.equal('wrong_code');
    expect(await admission.admit('d-two', person('emil'), 100)).to.equal('wrong_code');
    expect([await admission.removeCode('one'), await admission.removeCode('two')]).to.deep.equal([
      false,
      true,
    ]);
    const { digest: _, ...made } = code;
    expect(await admission.codes(9)).to.deep.equal([{ ...made, usedBy: 'dora', usedAt: 5 }]);
    expect(await open().people.get('emil')).to.equal(null);
  });

  it('set a password by the newest reset, once, in time, and for nobody who is disabled', async () => {
    const { admission, people } = open();
    const add = (digest: string, user = 'bob') => admission.addReset({ digest, user, expiresAt: 100 });
    await add('old');
    await add('new');
    await add('hers', 'carol');
    expect([await admission.isReset('old', 1), await admission.isReset('new', 1)]).to.deep.equal([
      false,
      true,
    ]);
    expect(await admission.useReset('new', 'fresh', 100)).to.equal(null);
    expect(await admission.useReset('new', 'fresh', 99)).to.include({
      name: 'bob',
      password: 'fresh',
      version: 2,
    });
    expect(await admission.useReset('new', 'again', 99)).to.equal(null);
    await people.update('carol', { disabled: true });
    expect(await admission.useReset('hers', 'fresh', 1)).to.equal(null);
  });
}

function preferenceSuite(open: Open): void {
  it('keep what each person has saved last', async () => {
    const { preferences } = open();
    expect(await preferences.all()).to.deep.equal([]);
    const first: Preferences = {
      ...{ dnd: 'on', until: null, schedule: [{ days: [1, 2], from: '18:00', to: '08:00' }], zone: 'UTC' },
      ...{ override: 'nobody', note: 'Gone fishing', visibility: 'contacts', showPage: true },
    };
    await preferences.save('bob', { ...first, note: '' });
    await preferences.save('alice', { ...first, dnd: 'off' });
    await preferences.save('bob', first);
    expect(await preferences.all()).to.deep.equal([
      { user: 'alice', preferences: { ...first, dnd: 'off' } },
      { user: 'bob', preferences: first },
    ]);
  });
}

function siteSuite(open: Open): void {
  it('keep what each person has paused, in order, each host once', async () => {
    const { sites } = open();
    expect(await sites.paused()).to.deep.equal([]);
    await sites.pause('bob', 'b.test', 1, 9);
    expect(await sites.pause('bob', 'a.test', 2, 9)).to.deep.equal(['a.test', 'b.test']);
    expect(await sites.pause('bob', 'a.test', 3, 9)).to.deep.equal(['a.test', 'b.test']);
    await sites.pause('alice', 'b.test', 4, 9);
    expect(await sites.paused()).to.have.deep.members([
      { user: 'alice', hosts: ['b.test'] },
      { user: 'bob', hosts: ['a.test', 'b.test'] },
    ]);
    expect(await sites.resume('bob', 'a.test')).to.deep.equal(['b.test']);
    expect(await sites.resume('bob', 'a.test')).to.deep.equal(['b.test']);
    expect(await sites.resume('carol', 'a.test')).to.deep.equal([]);
    const range = { now: 1, conversations: 1, messages: 1, invitations: 1, movedSince: 0 };
    expect((await open().overview('bob', range))!.paused).to.deep.equal(['b.test']);
  });

  it('refuse more hosts than a person may have', async () => {
    const { sites } = open();
    await sites.pause('bob', 'a.test', 1, 2);
    await sites.pause('bob', 'b.test', 1, 2);
    expect(await sites.pause('bob', 'c.test', 1, 2)).to.deep.equal({ refused: 'full' });
    expect(await sites.pause('bob', 'b.test', 1, 2)).to.deep.equal(['a.test', 'b.test']);
  });

  it('keep the switch for everybody as it was left', async () => {
    const { sites } = open();
    expect(await sites.pages()).to.equal(null);
    await sites.savePages({ on: false, by: 'alice', at: 5 });
    await sites.savePages({ on: true, by: null, at: 6 });
    expect(await sites.pages()).to.deep.equal({ on: true, by: null, at: 6 });
  });
}

function leftSuite(open: Open): void {
  const words = (id: string, more: Partial<NewLeft> = {}): NewLeft => ({
    ...{ id, owner: 'bob', sender: 'alice', display: 'Alice then', contact: null, group: null },
    ...{ text: `text of ${id}`, clientId: `${id}-client`, at: 10, ...more },
  });
  const add = async (id: string, more: Partial<NewLeft> = {}, max = 9) =>
    written(await open().left.add(words(id, more), max));

  it('stand in their owner’s inbox, newest first, and are told with the number of unread ones', async () => {
    await add('one');
    const guest = { sender: null, display: 'Eve', contact: 'eve@example.org', group: 'sales', at: 11 };
    const { value, events } = await add('two', guest);
    expect(value).to.deep.equal({
      ...{ id: 'two', from: { name: null, display: 'Eve' }, contact: 'eve@example.org', group: 'sales' },
      ...{ text: 'text of two', at: 11, readAt: null, answeredAt: null },
    });
    expect(events).to.deep.equal([
      { user: 'bob', n: 2, at: 11, event: { kind: 'left', left: value, unread: 2 } },
    ]);
    await add('other', { owner: 'carol' });
    const { left } = open();
    const ids = async (before: string | null, limit = 9) =>
      (await left.list('bob', before, limit)).map(({ id }) => id);
    expect([await ids(null), await ids('two'), await ids(null, 1)]).to.deep.equal([
      ['two', 'one'],
      ['one'],
      ['two'],
    ]);
    expect(await ids('other')).to.deep.equal([]);
    expect((await left.get('bob', 'one'))!.from).to.deep.equal({ name: 'alice', display: 'alice Doe' });
    expect([await left.get('carol', 'one'), await left.unread('alice')]).to.deep.equal([null, 0]);
  });

  it('are left once by their clientId', async () => {
    const first = await add('one');
    expect(await add('again', { clientId: 'one-client', text: 'text of one' })).to.deep.equal({
      ...{ value: first.value, events: [], repeated: true },
    });
    const other = words('again', { clientId: 'one-client' });
    expect(await open().left.add(other, 9)).to.deep.equal({ refused: 'reused' });
    await add('third', { clientId: 'one-client', sender: 'carol' });
  });

  it('are refused when too many of one sender, or of guests, wait unread', async () => {
    await add('a1', {}, 1);
    expect(await open().left.add(words('a2'), 1)).to.deep.equal({ refused: 'full' });
    await add('g1', { sender: null }, 1);
    expect(await open().left.add(words('g2', { sender: null }), 1)).to.deep.equal({ refused: 'full' });
    await open().left.change('bob', 'a1', { readAt: 12 }, 12);
    await add('a2', {}, 1);
  });

  it('are read, answered and removed by their owner alone', async () => {
    await add('one');
    const { left } = open();
    expect(await left.change('carol', 'one', { readAt: 12 }, 12)).to.equal(null);
    const read = written(await left.change('bob', 'one', { readAt: 12 }, 12));
    expect(read.events[0]!.event).to.deep.include({ kind: 'left', unread: 0 });
    expect(written(await left.change('bob', 'one', { readAt: 12 }, 13)).repeated).to.equal(true);
    expect(written(await left.change('bob', 'one', { answeredAt: 13 }, 13)).value).to.deep.include({
      ...{ readAt: 12, answeredAt: 13 },
    });
    expect(await left.remove('carol', 'one', 14)).to.equal(null);
    expect(told(written(await left.remove('bob', 'one', 14)).events)).to.deep.equal(['bob 4 left-gone']);
    expect(await left.remove('bob', 'one', 15)).to.equal(null);
  });

  it('make their owner due until they are read, and stand in the overview as a number', async () => {
    await add('one');
    expect(await open().conversations.dueState('bob', 11)).to.include({ open: true });
    const range = { now: 1, conversations: 1, messages: 1, invitations: 1, movedSince: 0 };
    expect((await open().overview('bob', range))!.unreadLeft).to.equal(1);
    await open().left.change('bob', 'one', { readAt: 12 }, 12);
    expect(await open().conversations.dueState('bob', 13)).to.include({ open: false });
  });
}

function addressSuite(open: Open): void {
  const page: AddressPage = {
    ...{
      on: true,
      presence: true,
      picture: false,
      chat: true,
      messages: true,
      about: 'Hi',
      hours: [],
      zone: 'UTC',
    },
  };

  it('keep a page with its password and other names, which are one owner’s each', async () => {
    const { addresses } = open();
    expect(await addresses.get('bob')).to.deep.equal({ page: null, password: null, aliases: [] });
    const saved = { page, password: 'digest', aliases: ['bobby', 'bob@example.org'] };
    expect(await addresses.save('bob', saved)).to.deep.equal({ taken: null });
    expect(await addresses.get('bob')).to.deep.equal(saved);
    expect(await addresses.ownerOf('bobby')).to.equal('bob');
    const other = { page, password: null, aliases: ['al', 'bobby'] };
    expect(await addresses.save('alice', other)).to.deep.equal({ taken: 'bobby' });
    expect([await addresses.ownerOf('al'), (await addresses.get('alice')).page]).to.deep.equal([null, null]);
    await addresses.save('bob', { ...saved, aliases: ['bob@example.org'] });
    expect(await addresses.save('alice', other)).to.deep.equal({ taken: null });
  });

  it('are opened by keys until they expire: a PIN once, and on one page alone', async () => {
    const { addresses } = open();
    const key = (id: string, owner: string, kind: 'link' | 'pin', expiresAt = 100) =>
      addresses.addKey({ id, owner, kind, digest: `d-${id}`, label: id, at: 1, expiresAt }, 2);
    await key('one', 'bob', 'link');
    await key('two', 'bob', 'pin');
    expect(await key('three', 'bob', 'pin')).to.deep.equal({ refused: 'full' });
    const opened = (kind: 'link' | 'pin', digest: string, now = 5) =>
      addresses.openKey({ kind, digest, now });
    expect([await opened('link', 'd-one'), await opened('link', 'd-one')]).to.deep.equal(['bob', 'bob']);
    expect([await opened('pin', 'd-one'), await opened('link', 'd-one', 100)]).to.deep.equal([null, null]);
    expect([await opened('pin', 'd-two'), await opened('pin', 'd-two')]).to.deep.equal(['bob', null]);
    expect(await addresses.keys('bob', 5)).to.deep.equal([
      { id: 'one', kind: 'link', label: 'one', expiresAt: 100 },
    ]);
    expect([
      await addresses.removeKey('alice', 'one'),
      await addresses.removeKey('bob', 'one'),
    ]).to.deep.equal([...[false, true]]);
  });

  it('are closed to a banned address for a time, that owner’s alone', async () => {
    const { addresses } = open();
    await addresses.ban('bob', '10.0.0.1', 50);
    await addresses.ban('bob', '10.0.0.1', 100);
    const banned = (owner: string, address: string, now: number) => addresses.isBanned(owner, address, now);
    expect([await banned('bob', '10.0.0.1', 99), await banned('bob', '10.0.0.1', 100)]).to.deep.equal([
      ...[true, false],
    ]);
    expect([await banned('alice', '10.0.0.1', 5), await banned('bob', '10.0.0.2', 5)]).to.deep.equal([
      ...[false, false],
    ]);
  });
}

function guestSuite(open: Open): void {
  const guest = (name: string, more: Partial<NewGuest> = {}): NewGuest => ({
    ...{ name, display: 'Eve', owner: 'bob', conversation: `c-${name.slice(1)}`, contact: null },
    ...{ address: '10.0.0.1', at: 10, expiresAt: 100, digest: `digest of ${name}`, ...more },
  });
  const begin = (name: string, more: Partial<NewGuest> = {}, max = 9) => {
    const message = { id: `m-${name}`, clientId: 'first', text: 'Hello' };
    const asked = invitation(name.slice(1), { from: name, conversation: `c-${name.slice(1)}`, message });
    return open().guests.begin(guest(name, more), asked, max);
  };

  it('come with an invitation, once for one token', async () => {
    const begun = await begin('~one');
    if ('refused' in begun) throw new Error('refused');
    expect(begun.value.from).to.deep.equal({ name: '~one', display: 'Eve' });
    expect(told(begun.events.filter(({ user }) => user === 'bob'))).to.deep.equal([
      ...['bob 1 conversation', 'bob 2 invitation', 'bob 3 message'],
    ]);
    const again = await begin('~two', { digest: 'digest of ~one' });
    expect(again).to.deep.include({ value: begun.value, repeated: true, events: [] });
    expect(await open().guests.byToken('digest of ~one')).to.deep.equal(begun.guest);
    expect([await open().guests.get('~two'), await open().guests.byToken('other')]).to.deep.equal([
      null,
      null,
    ]);
  });

  it('are no accounts: neither listed nor found, and of a role of their own', async () => {
    await begin('~one');
    const { people } = open();
    expect((await people.list()).map(({ name }) => name)).to.deep.equal(['alice', 'bob', 'carol']);
    expect((await people.find('', 9)).map(({ name }) => name)).to.deep.equal(['alice', 'bob', 'carol']);
    expect(await people.find('Eve', 9)).to.deep.equal([]);
    expect(await people.get('~one')).to.include({ role: 'guest', password: '' });
  });

  it('are refused beyond what one address may have open, until one ends', async () => {
    await begin('~one', {}, 1);
    expect(await begin('~two', {}, 1)).to.deep.equal({ refused: 'full' });
    expect(await open().conversations.conversation('c-two')).to.equal(null);
    await begin('~far', { address: '10.0.0.2' }, 1);
    await open().guests.end('~one', 20);
    await open().guests.end('~one', 30);
    expect((await open().guests.get('~one'))!.endedAt).to.equal(20);
    expect(await begin('~two', {}, 1)).to.have.property('repeated', false);
    expect(await begin('~late', { at: 100 }, 1)).to.have.property('repeated', false);
  });
}

function overviewSuite(open: Open): void {
  const range = { now: 30, conversations: 2, messages: 2, invitations: 10, movedSince: 25 };

  it('is everything of a person as it was at one moment, within bounds', async () => {
    const storage = open();
    for (const id of ['i', 'j', 'k']) await storage.conversations.invite(invitation(id, { at: 10 }));
    for (const id of ['m1', 'm2', 'm3']) await storage.conversations.append(message(id));
    await storage.people.saveDraft('alice', 'new', 'unsent', 1);
    const overview = (await storage.overview('alice', range))!;
    expect(overview.n).to.equal(await storage.events.last('alice'));
    expect(overview.person.name).to.equal('alice');
    expect(
      overview.conversations.map(({ id, messages }) => [id, ...messages.map(({ seq }) => seq)]),
    ).to.deep.equal([['c-i', 2, 3], ['c-j']]);
    expect(overview.invitations.map(({ id }) => id)).to.deep.equal(['i', 'j', 'k']);
    expect(overview.drafts).to.deep.equal({ new: 'unsent' });
    expect(await storage.overview('zoe', range)).to.equal(null);
  });

  it('drops invitations that are over, but for lately moved ones', async () => {
    const { conversations } = open();
    for (const [id, at] of Object.entries({ i: 20, j: 30 })) {
      await conversations.invite(invitation(id));
      await conversations.move({ invitation: id, user: 'bob', from: ['pending'], to: 'declined', at });
    }
    const overview = (await open().overview('bob', range))!;
    expect(overview.invitations.map(({ id }) => id)).to.deep.equal(['j']);
  });
}
