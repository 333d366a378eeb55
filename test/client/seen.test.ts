import { expect } from 'chai';
import type { PaneWorld } from '../../client/pane-world.ts';
import { Seen } from '../../client/seen.ts';
import { fromSnapshot } from '../../client/state.ts';
import { announcement, invitation, scenes } from './scenes.ts';

describe('Seen', () => {
  const make = (fails = false) => {
    const done: string[] = [];
    const command = (name: string) => {
      done.push(name);
      return fails ? Promise.reject(new Error('gone')) : new Promise(() => {});
    };
    return { seen: new Seen({ command } as unknown as PaneWorld), done };
  };
  const talk = { ...fromSnapshot(scenes.conversation!).conversations[0]!, lastSeq: 9 };

  it('tells each thing once', () => {
    const { seen, done } = make();
    seen.invitation(invitation());
    seen.invitation(invitation());
    seen.announcement(announcement());
    seen.announcement(announcement());
    expect(seen.talk(talk, 'bob')).to.equal(true);
    expect(seen.talk(talk, 'bob')).to.equal(false);
    expect(done).to.deep.equal(['show', 'announcementShown', 'read']);
  });

  it('tells it again when it did not arrive', async () => {
    const told = ['show', 'announcementShown', 'read'];
    const { seen, done } = make(true);
    for (let times = 0; times < 2; times++) {
      seen.invitation(invitation());
      seen.announcement(announcement());
      seen.talk(talk, 'bob');
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(done).to.deep.equal([...told, ...told]);
  });
});
