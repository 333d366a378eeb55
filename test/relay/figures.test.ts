import { expect } from 'chai';
import { countEvents, createCounts } from '../../relay/figures.ts';
import type { LoggedEvent } from '../../relay/storage.ts';
import { refused, Stage } from '../conversations/stage.ts';

describe('countEvents', () => {
  it('counts entries by kind, and a step that all of them belong to once', () => {
    const counts = createCounts();
    const entry = (user: string): LoggedEvent => ({
      ...{ user, n: 1, at: 1 },
      event: { kind: 'left-gone', id: 'a', unread: 0 },
    });
    countEvents(counts, [entry('alice'), entry('bob')]);
    countEvents(counts, []);
    expect(counts).to.deep.include({ messages: 0, events: { 'left-gone': 2 } });
  });
});

describe('figures of the relay', () => {
  it('grow with what people do, and tell who is there by numbers alone', async () => {
    const stage = await Stage.open();
    const [alice, bob] = await stage.people('alice', 'bob');
    await alice!.opens();
    const invitation = await alice!.invites([bob!], { message: 'hello' });
    await bob!.accepts(invitation);
    await alice!.says(invitation, 'there?');
    await stage.relay.accounts.authenticate('alice', 'not her password', '10.0.0.1');
    const figures = stage.relay.figures();
    expect(figures).to.deep.include({
      ...{
        messages: 2,
        invitations: 1,
        announcements: 0,
        channels: 1,
        eventStreams: 0,
        deliveriesWaiting: 0,
      },
      logInsRefused: { wrong: 1, limited: 0, disabled: 0 },
      presence: { online: 1, idle: 0, away: 0, dnd: 0, browsing: 0 },
    });
    expect(figures.events.message).to.equal(4);
    await refused(stage.relay.perform('alice', 'invite', { to: ['nobody'] }), 'unknown_person');
    expect(stage.relay.figures().invitations).to.equal(1);
    expect(JSON.stringify(figures)).to.not.match(/alice|bob|hello/);
    await stage.close();
  });
});
