import { expect } from 'chai';
import type {
  Admission,
  LoggedEvent,
  NewInvitation,
  Storage,
  StoredGroup,
  Written,
} from '../../relay/storage.ts';

type Open = () => Storage;

const group = (name: string, more: Partial<StoredGroup> = {}): StoredGroup => ({
  ...{ name, display: `The ${name}`, about: '', kind: 'team', joining: 'approval', listed: 'everyone' },
  ...{ password: null, ...more },
});

const written = <T>(result: Written<T> | { refused: string } | null): Written<T> => {
  if (result === null || 'refused' in result) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
};
const told = (events: LoggedEvent[]) => events.map(({ user, n, event }) => `${user} ${n} ${event.kind}`);

export function groupSuite(open: Open): void {
  const make = async (name = 'ops') => written(await open().groups.make(group(name), 'alice', 5, 2));
  const admit = (user: string, role: Admission['role'], more: Partial<Admission> = {}) =>
    open().groups.admit({
      ...{ group: 'ops', user, role, by: 'alice', at: 6, quiet: false, maxMembers: 3, maxGroups: 2, ...more },
    });
  const roles = async () =>
    (await open().groups.memberships()).map(({ group, user, role }) => `${group} ${user} ${role}`);

  it('are made once by their name, with an owner who has not too many', async () => {
    const { value, events } = await make();
    expect(value).to.deep.equal(group('ops'));
    expect(told(events)).to.deep.equal(['alice 1 membership']);
    expect(await open().groups.make(group('ops'), 'bob', 5, 2)).to.deep.equal({ refused: 'taken' });
    await make('two');
    expect(await open().groups.make(group('three'), 'alice', 5, 2)).to.deep.equal({ refused: 'full' });
    expect((await open().groups.groups()).map(({ name }) => name)).to.deep.equal(['ops', 'two']);
    expect(await roles()).to.deep.equal(['ops alice owner', 'two alice owner']);
  });

  it('keep what is changed, and the rest', async () => {
    await make();
    const changed = group('ops', { display: 'Operations', joining: 'password', password: 'digest' });
    const { display, joining, password } = changed;
    expect(await open().groups.change('ops', { display, joining, password })).to.deep.equal(changed);
    expect(await open().groups.get('ops')).to.deep.equal(changed);
    expect(await open().groups.change('none', { display })).to.equal(null);
  });

  it('tell who comes, goes or is given a role, and the owners', async () => {
    await make();
    const tells = async (user: string, role: Admission['role'], more: Partial<Admission> = {}) =>
      told(written(await admit(user, role, more)).events);
    expect(await tells('bob', 'asked')).to.deep.equal(['bob 1 membership', 'alice 2 membership']);
    expect(written(await admit('bob', 'asked')).repeated).to.equal(true);
    expect(await tells('bob', 'owner')).to.deep.equal(['bob 2 membership', 'alice 3 membership']);
    expect(await tells('alice', null)).to.deep.equal(['alice 4 membership', 'bob 3 membership']);
    expect(await tells('carol', 'invited', { quiet: true })).to.deep.equal(['bob 4 membership']);
    expect(await roles()).to.deep.equal(['ops bob owner', 'ops carol invited']);
    expect(await admit('bob', 'member', { group: 'none' })).to.equal(null);
  });

  it('are never without an owner, nor above their bounds', async () => {
    await make();
    expect(await admit('alice', null)).to.deep.equal({ refused: 'ownerless' });
    expect(await admit('alice', 'member')).to.deep.equal({ refused: 'ownerless' });
    expect(await admit('bob', 'member', { maxMembers: 1 })).to.deep.equal({ refused: 'full' });
    expect(await admit('bob', 'member', { maxGroups: 0 })).to.deep.equal({ refused: 'full' });
    expect(await roles()).to.deep.equal(['ops alice owner']);
  });

  it('say who comes next where somebody owns them alone', async () => {
    await make();
    await make('two');
    for (const [user, at] of [
      ['carol', 7],
      ['bob', 6],
    ] as const)
      await admit(user, 'member', { at });
    await admit('carol', 'invited', { group: 'two' });
    const next = (ops: string | null) => [
      ...[
        { group: 'ops', next: ops },
        { group: 'two', next: null },
      ],
    ];
    expect(await open().groups.ownedAlone('alice')).to.deep.equal(next('bob'));
    await open().people.update('bob', { disabled: true });
    expect(await open().groups.ownedAlone('alice')).to.deep.equal(next('carol'));
    await admit('bob', 'owner');
    expect(await open().groups.ownedAlone('alice')).to.deep.equal(next('carol'));
    await admit('carol', 'owner');
    expect((await open().groups.ownedAlone('alice')).map(({ group }) => group)).to.deep.equal(['two']);
  });

  it('go with everybody in them, who are told', async () => {
    await make();
    await admit('bob', 'member');
    const { events } = (await open().groups.remove('ops', 'alice', 7))!;
    expect(told(events)).to.deep.equal(['alice 3 membership', 'bob 2 membership']);
    expect(await roles()).to.deep.equal([]);
    expect(await open().groups.remove('ops', 'alice', 7)).to.equal(null);
  });
}

export function contactSuite(open: Open): void {
  it('are kept with their mark, up to a bound', async () => {
    const { contacts } = open();
    const entry = (name: string, favourite = false) => ({ user: 'alice', name, favourite });
    expect(await contacts.saveContact(entry('bob'), 1, 1)).to.equal(true);
    expect(await contacts.saveContact(entry('bob', true), 2, 1)).to.equal(true);
    expect(await contacts.saveContact(entry('carol'), 3, 1)).to.equal(false);
    expect(await contacts.contacts()).to.deep.equal([entry('bob', true)]);
    await contacts.removeContact('alice', 'bob');
    expect(await contacts.contacts()).to.deep.equal([]);
  });

  it('are blocked and let through again', async () => {
    const { contacts } = open();
    expect(await contacts.block('alice', 'bob', 1, 1)).to.equal(true);
    expect(await contacts.block('alice', 'bob', 2, 1)).to.equal(true);
    expect(await contacts.block('alice', 'carol', 2, 1)).to.equal(false);
    expect(await contacts.blocks()).to.deep.equal([{ user: 'alice', name: 'bob' }]);
    await contacts.unblock('alice', 'bob');
    expect(await contacts.blocks()).to.deep.equal([]);
  });

  it('reach whom a person lets through', async () => {
    const { contacts } = open();
    await contacts.saveReach('alice', 'groups');
    await contacts.saveReach('alice', 'contacts');
    expect(await contacts.reaches()).to.deep.equal([{ user: 'alice', by: 'contacts' }]);
  });

  it('are waited for until they are back, and that is told once', async () => {
    const { contacts } = open();
    await contacts.wait('alice', 'bob', 1);
    await contacts.wait('alice', 'bob', 2);
    expect(await contacts.waits()).to.deep.equal([{ user: 'alice', name: 'bob' }]);
    const { events } = (await contacts.back('alice', 'bob', 3))!;
    expect(events.map(({ user, event }) => ({ user, event }))).to.deep.equal([
      { user: 'alice', event: { kind: 'back', person: { name: 'bob', display: 'bob Doe' } } },
    ]);
    expect(await contacts.back('alice', 'bob', 4)).to.equal(null);
    await contacts.wait('alice', 'carol', 5);
    await contacts.unwait('alice', 'carol');
    expect(await contacts.waits()).to.deep.equal([]);
  });
}

export function newsSuite(open: Open): void {
  const range = { now: 30, conversations: 2, messages: 2, invitations: 10, movedSince: 25 };
  const news = async (user: string) => (await open().overview(user, range))!.news;
  const told = async (user: string) =>
    (await news(user)).map(({ n, event }) =>
      `${n} ${event.kind} ${event.kind === 'membership' ? event.role : ''}`.trim(),
    );
  const back = async (name: string) => {
    await open().contacts.wait('alice', name, 1);
    await open().contacts.back('alice', name, 2);
  };
  const admit = (user: string, role: Admission['role'], by: string) =>
    open().groups.admit({
      ...{ group: 'ops', user, role, by, at: 6, quiet: false, maxMembers: 99, maxGroups: 99 },
    });

  it('stay until they were heard, which is told once', async () => {
    await back('bob');
    await back('carol');
    await back('bob');
    expect(await told('alice')).to.deep.equal(['2 back', '3 back']);
    const { events } = (await open().news.heard('alice', 3, 9))!;
    expect(events).to.deep.equal([{ user: 'alice', n: 4, at: 9, event: { kind: 'heard', n: 3 } }]);
    expect(await open().news.heard('alice', 3, 9)).to.equal(null);
    expect(await open().news.heard('bob', 2, 9)).to.equal(null);
    expect(await told('alice')).to.deep.equal(['2 back']);
  });

  it('are what the person did not do, and over when somebody else has dealt with it', async () => {
    await open().groups.make(group('ops'), 'alice', 5, 2);
    await admit('bob', 'asked', 'bob');
    expect([await told('alice'), await told('bob')]).to.deep.equal([['2 membership asked'], []]);
    await admit('bob', 'member', 'carol');
    expect([await told('alice'), await told('bob')]).to.deep.equal([[], ['2 membership member']]);
    await admit('bob', null, 'bob');
    expect(await told('bob')).to.deep.equal([]);
  });

  it('are bounded: the newest stand', async () => {
    for (let at = 1; at <= 25; at++) {
      await open().groups.make(group(`g${at}`), 'bob', at, 99);
      await open().groups.admit({
        ...{ group: `g${at}`, user: 'alice', role: 'invited', by: 'bob', at, quiet: false },
        ...{ maxMembers: 99, maxGroups: 99 },
      });
    }
    const kept = await news('alice');
    expect([kept.length, kept[0]!.n, kept.at(-1)!.n]).to.deep.equal([20, 6, 25]);
  });
}

export function barrierSuite(open: Open): void {
  it('stand between two groups, once, until they are lifted', async () => {
    const { barriers, groups } = open();
    for (const name of ['buy', 'sell']) await groups.make(group(name), 'alice', 1, 9);
    const barrier = { groups: ['buy', 'sell'] as [string, string], by: 'alice', at: 2 };
    await barriers.raise(barrier);
    await barriers.raise({ ...barrier, at: 3 });
    expect(await barriers.barriers()).to.deep.equal([barrier]);
    await barriers.lift(['buy', 'sell']);
    expect(await barriers.barriers()).to.deep.equal([]);
  });
}

export function withheldSuite(open: Open): void {
  const invitation = (more: Partial<NewInvitation> = {}): NewInvitation => ({
    ...{ id: 'i', conversation: 'c', from: 'alice', to: ['bob', 'carol'], header: '', instruction: '' },
    ...{ page: null, urgent: false, clientId: null, at: 10, expiresAt: 1_000, message: null, ...more },
  });
  const say = (id: string, withheld: string[] = [], from = 'alice') =>
    open().conversations.append({ id, conversation: 'c', from, clientId: id, text: id, at: 20, withheld });
  const accept = (user: string) =>
    open().conversations.move({ invitation: 'i', user, from: ['pending'], to: 'accepted', at: 15 });

  it('hides an invitation from whom it must not reach, and shows it to all others', async () => {
    const { conversations } = open();
    const made = written(await conversations.invite(invitation({ hidden: ['bob'] })));
    expect(made.value.to.map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      ...['bob pending', 'carol pending'],
    ]);
    expect(new Set(made.events.map(({ user }) => user))).to.deep.equal(new Set(['alice', 'carol']));
    expect(await conversations.invitations('bob')).to.deep.equal([]);
    expect(await conversations.invitationTo('c', 'bob')).to.equal(null);
    expect(await conversations.conversationsOf('bob', 9)).to.deep.equal([]);
    expect(await conversations.peers('alice')).to.deep.equal(['carol']);
    expect((await conversations.dueState('bob', 20)).open).to.equal(false);
    const over = await conversations.move({
      ...{ invitation: 'i', user: null },
      from: ['pending'],
      to: 'expired',
      at: 30,
    });
    expect(written(over).events.map(({ user }) => user)).to.not.include('bob');
  });

  it('shows the conversation from the moment somebody else asks them into it', async () => {
    const { conversations } = open();
    await conversations.invite(invitation({ hidden: ['bob'] }));
    await accept('carol');
    await conversations.move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'withdrawn', at: 16 });
    const again = { id: 'j', from: 'carol', to: ['bob'], into: { max: 9 } };
    const { events } = written(await conversations.invite(invitation(again)));
    expect(events.map(({ user }) => user)).to.include('bob');
    expect(await conversations.conversationsOf('bob', 9)).to.have.length(1);
  });

  it('keeps a message from whom it must not reach: in the log, in what they read, and in what is unread', async () => {
    const { conversations } = open();
    await conversations.invite(invitation());
    for (const user of ['bob', 'carol']) await accept(user);
    const { events, value } = written(await say('one', ['bob']));
    expect(events.map(({ user }) => user)).to.deep.equal(['alice', 'carol']);
    expect((await conversations.dueState('bob', 30)).open).to.equal(false);
    expect((await conversations.dueState('carol', 30)).open).to.equal(true);
    const [seen] = await conversations.conversationsOf('bob', 9);
    expect([seen!.lastSeq, value.seq]).to.deep.equal([0, 1]);
    await say('two');
    const read = async (viewer?: string) =>
      (await conversations.messages('c', { limit: 9, viewer })).map(({ id }) => id);
    expect([await read('bob'), await read('carol'), await read()]).to.deep.equal([
      ...[['two'], ['one', 'two'], ['one', 'two']],
    ]);
    expect((await conversations.conversationsOf('bob', 9))[0]!.lastSeq).to.equal(2);
  });

  it('keeps quiet reading to the reader', async () => {
    const { conversations } = open();
    await conversations.invite(invitation());
    await accept('bob');
    await say('one');
    const marked = written(await conversations.markRead('c', 'bob', 1, 30, true));
    expect([marked.value, told(marked.events)]).to.deep.equal([1, ['bob 6 read']]);
    expect(await conversations.markRead('c', 'bob', 1, 31, true)).to.equal(null);
    expect((await conversations.dueState('bob', 32)).open).to.equal(false);
    const seqOf = async (viewer: string) =>
      (await conversations.conversationsOf(viewer, 9))[0]!.participants.find(({ name }) => name === 'bob')!
        .readSeq;
    expect([await seqOf('alice'), await seqOf('bob')]).to.deep.equal([0, 1]);
  });
}
