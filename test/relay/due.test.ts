import { expect } from 'chai';
import { Due } from '../../relay/due.ts';
import type { LogEvent } from '../../relay/protocol.ts';
import type { DueState } from '../../relay/storage.ts';
import { minutes, seconds } from '../conversations/clock.ts';
import { type Actor, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('Due', () => {
  describe('in a conversation', () => {
    let stage: Stage;
    let alice: Actor;
    let bob: Actor;
    beforeEach(async () => {
      stage = await Stage.open();
      [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    });
    afterEach(() => stage.close());

    it('lasts half an hour after the last activity, and while something is unread', async () => {
      const talk = await alice.invites([bob], { message: 'Hello' });
      await bob.accepts(talk);
      expect([alice.isDue, bob.isDue]).to.deep.equal([true, true]);
      stage.clock.pass(minutes(31));
      await until('Alice to be done', () => !alice.isDue);
      expect(bob.isDue).to.equal(true);
      await bob.reads(talk, 1);
      await until('Bob to be done', () => !bob.isDue);
      await alice.says(talk, 'One more thing');
      await until('Bob to have something again', () => bob.isDue);
    });

    it('tells watchers when it begins and when it is settled', async () => {
      const changes: string[] = [];
      const unwatch = stage.relay.watch(({ kind, user }) => changes.push(`${kind} ${user}`));
      const invitation = await alice.invites([bob]);
      await bob.declines(invitation);
      await until('it to be settled', () => changes.includes('settled bob'));
      expect(changes).to.deep.equal(['due alice', 'due bob', 'settled bob']);
      unwatch();
      await alice.invites([bob]);
      expect(changes).to.have.length(3);
    });

    it('is known again after a restart', async () => {
      await alice.invites([bob]);
      await stage.restarts();
      expect([alice.isDue, bob.isDue]).to.deep.equal([true, true]);
    });
  });

  it('is not settled by an answer that is older than an event', async () => {
    const answers: ((state: DueState) => void)[] = [];
    const dueState = () => new Promise<DueState>(resolve => answers.push(resolve));
    const { context } = contextOf({ conversations: { dueState } });
    const due = new Due(context, () => {});
    due.recheck('bob');
    const event = { kind: 'left', left: { readAt: null }, unread: 1 } as LogEvent;
    due.hear([{ user: 'bob', n: 1, at: 1, event }]);
    answers.shift()!({ user: 'bob', open: false, activeAt: 0 });
    await until('a second question', () => answers.length === 1);
    expect(due.due('bob')).to.equal(true);
    answers.shift()!({ user: 'bob', open: true, activeAt: 0 });
    expect(due.due('bob')).to.equal(true);
    due.close();
  });

  it('asks once for many events of a person', async () => {
    let asked = 0;
    const dueState = async (user: string) => {
      asked += 1;
      return { user, open: false, activeAt: 0 };
    };
    const { context, clock } = contextOf({ conversations: { dueState } });
    const due = new Due(context, () => {});
    for (let count = 0; count < 50; count += 1) due.recheck('bob');
    await until('the answers', () => asked === 2);
    clock.pass(seconds(10));
    expect(asked).to.equal(2);
    due.close();
  });
});
