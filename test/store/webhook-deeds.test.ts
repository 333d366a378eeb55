import { expect } from 'chai';
import { type WebhookKind, webhookKindNames } from '../../relay/protocol.ts';
import type { HelpChange } from '../../relay/storage.ts';
import type { Store } from '../../store/index.ts';
import { folders } from './folder.ts';
import { invitation, message, newAnnouncement, withPeople } from './suite.ts';
import { drained, webhook } from './webhook-world.ts';

describe('withWebhooks', () => {
  const { open } = folders();
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await withPeople(store, 'alice', 'bob');
  });
  const listen = (events: WebhookKind[] = webhookKindNames, texts = false) =>
    store.webhooks.add(webhook('one', events, { texts }), 5);
  const heard = async () => (await drained(store, 'one')).map(({ kind, at, data }) => ({ kind, at, data }));

  it('tells of an invitation, its first message, its answer, and what is said then', async () => {
    await listen();
    const first = { id: 'm0', clientId: 'm0-client', text: 'At noon?' };
    await store.conversations.invite(invitation('i', { message: first }));
    await store.conversations.move({ invitation: 'i', user: 'bob', from: ['pending'], to: 'shown', at: 11 });
    await store.conversations.move({ invitation: 'i', user: 'bob', from: ['shown'], to: 'accepted', at: 12 });
    await store.conversations.append(message('m1', 'bob'));
    const who = { id: 'i', conversation: 'c-i', from: 'alice', urgent: false };
    const of = (id: string, seq: number, from: string) => ({
      message: { id, conversation: 'c-i', seq, from, files: 0 },
    });
    expect(await heard()).to.deep.equal([
      {
        ...{ kind: 'invitation_made', at: 10 },
        data: { invitation: { ...who, to: [{ name: 'bob', state: 'pending' }] } },
      },
      { kind: 'message_stored', at: 10, data: of('m0', 1, 'alice') },
      {
        ...{ kind: 'invitation_answered', at: 12 },
        data: { answer: 'accepted', invitation: { ...who, to: [{ name: 'bob', state: 'accepted' }] } },
      },
      { kind: 'message_stored', at: 20, data: of('m1', 2, 'bob') },
    ]);
  });

  it('tells of nothing twice, and of nothing that was refused', async () => {
    await listen();
    await store.conversations.invite(invitation('i', { clientId: 'same' }));
    await store.conversations.invite(invitation('i', { clientId: 'same' }));
    await store.conversations.append(message('m1'));
    await store.conversations.append(message('m1'));
    await store.conversations.append(message('m2', 'bob'));
    expect((await heard()).map(({ kind }) => kind)).to.deep.equal(['invitation_made', 'message_stored']);
  });

  it('says what a message says only where that was asked for, and never once it was deleted', async () => {
    await store.conversations.invite(invitation('i'));
    await listen(['message_stored'], true);
    await store.conversations.append(message('m1'));
    await store.conversations.append(message('m2'));
    await store.conversations.change({
      ...{ conversation: 'c-i', seq: 2, user: 'alice', clientId: 'x', at: 30, what: { kind: 'erase' } },
    });
    const texts = (await heard()).map(({ data }) => (data.message as { text?: string }).text);
    expect(texts).to.deep.equal(['text of m1', undefined]);
  });

  it('tells of announcements and who has confirmed them', async () => {
    await listen();
    const { announcements } = store;
    await announcements.add(newAnnouncement('a1', { priority: 'urgent', at: 40 }), ['bob']);
    const receipt = { name: 'bob', revision: 1, shownAt: null, option: null, text: null };
    await announcements.receive('a1', { ...receipt, acknowledgedAt: null });
    await announcements.receive('a1', { ...receipt, acknowledgedAt: 41, option: 'Yes' });
    await announcements.receive('a1', { ...receipt, acknowledgedAt: 42 });
    await announcements.change('a1', 1, { state: 'withdrawn', endedAt: 43 });
    await announcements.add(newAnnouncement('a2', { state: 'scheduled', sentAt: null }), []);
    await announcements.change('a2', 1, { state: 'sent', sentAt: 44, audience: ['bob'] });
    expect(await heard()).to.deep.equal([
      {
        ...{ kind: 'announcement_sent', at: 40 },
        data: { announcement: { id: 'a1', from: 'alice', priority: 'urgent' } },
      },
      {
        kind: 'announcement_acknowledged',
        at: 41,
        data: { announcement: { id: 'a1' }, by: 'bob', option: 'Yes' },
      },
      { kind: 'announcement_closed', at: 43, data: { announcement: { id: 'a1', state: 'withdrawn' } } },
      {
        ...{ kind: 'announcement_sent', at: 44 },
        data: { announcement: { id: 'a2', from: 'alice', priority: 'info' } },
      },
    ]);
  });

  it('tells of help that is asked for, taken, handed on, closed and asked for again', async () => {
    await withPeople(store, 'carol');
    await listen();
    const asked = {
      ...{ id: 'h1', conversation: 'c1', message: 'm1', from: 'alice', header: 'Printer' },
      ...{ text: 'The printer is dead', page: null, clientId: 'alice-h1', at: 60 },
    };
    await store.help.ask(asked);
    await store.help.ask(asked);
    const row = { id: 'h1', waitingSince: 60, takenAt: null, closedAt: null, outcome: null, by: null };
    const change = (revision: number, more: Partial<HelpChange>) =>
      store.help.change({ ...row, state: 'open', joins: null, leaves: null, at: 60, ...more, revision });
    await change(0, { state: 'taken', by: 'bob', takenAt: 61, joins: 'bob', at: 61 });
    await change(0, { state: 'taken', by: 'carol', takenAt: 61, joins: 'carol', at: 61 });
    await change(1, { state: 'taken', by: 'carol', takenAt: 62, joins: 'carol', leaves: 'bob', at: 62 });
    await change(2, { leaves: 'carol', at: 63 });
    await change(3, { state: 'closed', by: 'bob', closedAt: 64, outcome: 'solved', at: 64 });
    await change(4, { waitingSince: 65, joins: 'alice', at: 65 });
    const request = { id: 'h1', conversation: 'c1', from: 'alice', by: null, outcome: null };
    expect((await heard()).filter(({ kind }) => kind !== 'message_stored')).to.deep.equal([
      { kind: 'help_opened', at: 60, data: { request } },
      { kind: 'help_taken', at: 61, data: { request: { ...request, by: 'bob' } } },
      { kind: 'help_taken', at: 62, data: { request: { ...request, by: 'carol' } } },
      { kind: 'help_closed', at: 64, data: { request: { ...request, by: 'bob', outcome: 'solved' } } },
      { kind: 'help_opened', at: 65, data: { request } },
    ]);
  });

  it('tells of what was asked as of any message', async () => {
    await listen(['message_stored'], true);
    await store.help.ask({
      ...{ id: 'h1', conversation: 'c1', message: 'm1', from: 'alice', header: 'Printer' },
      ...{ text: 'The printer is dead', page: null, clientId: 'alice-h1', at: 60 },
    });
    expect((await heard()).map(({ data }) => (data.message as { text?: string }).text)).to.deep.equal([
      'The printer is dead',
    ]);
  });

  it('tells of accounts that are made and disabled, whichever way', async () => {
    await listen();
    await withPeople(store, 'carol', 'carol');
    await store.people.update('carol', { display: 'Carol' });
    await store.people.update('carol', { disabled: true }, 50);
    await store.people.update('alice', { role: 'admin' });
    await store.people.administer('bob', { disabled: true }, 51);
    await store.people.administer('alice', { disabled: true }, 52);
    expect(
      (await heard()).map(({ kind, at, data }) => [kind, at, (data.person as { name: string }).name]),
    ).to.deep.equal([
      ['person_created', 1, 'carol'],
      ['person_disabled', 50, 'carol'],
      ['person_disabled', 51, 'bob'],
    ]);
  });
});
