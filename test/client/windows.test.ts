import { expect } from 'chai';
import { fromSnapshot } from '../../client/state.ts';
import { covers, frontWindow, opensByItself, staysInFront, waitingBehind } from '../../client/windows.ts';
import { announcement, at, conversation, firstMessages, invitation, scenes, snapshot } from './scenes.ts';

const front = (name: string, own: string | null = null) => {
  const scene = scenes[name]!;
  return frontWindow(fromSnapshot(scene), scene.view, own);
};
const inTalk = { open: true, screen: 'conversation', conversation: 'c1', side: 'end' } as const;

describe('frontWindow', () => {
  it('is the launcher while folded', () => {
    expect(front('launcher-news').kind).to.equal('launcher');
  });

  it('is the invitation until it is answered, then the conversation', () => {
    const invited = fromSnapshot(scenes.invitation!);
    expect(frontWindow(invited, inTalk, null).kind).to.equal('invitation');
    expect(front('conversation').kind).to.equal('conversation');
  });

  it('says that an invitation is over', () => {
    expect(front('ended').kind).to.equal('ended');
  });

  it('is an emergency before all else, folded or not, and covers the page', () => {
    const state = fromSnapshot({
      ...scenes.emergency!,
      announcements: [{ ...announcement('urgent'), id: 'a0' }, announcement('emergency')],
    });
    for (const view of [inTalk, { ...inTalk, open: false }]) {
      const shown = frontWindow(state, view, 'a0');
      expect(shown.kind === 'announcement' && shown.announcement.id).to.equal('a1');
      expect([covers(shown), staysInFront(shown)]).to.deep.equal([true, true]);
    }
  });

  it('lets a quiet card be folded away, and nothing that is urgent', () => {
    const shown = (priority: 'info' | 'urgent') =>
      ({ kind: 'announcement', announcement: announcement(priority) }) as const;
    expect([shown('info'), shown('urgent')].map(staysInFront)).to.deep.equal([false, true]);
    expect([shown('urgent'), { kind: 'home' as const }].map(covers)).to.deep.equal([false, false]);
  });

  it('falls back to home for a conversation that is not there any more', () => {
    expect(frontWindow(fromSnapshot(snapshot()), inTalk, 'gone').kind).to.equal('home');
  });
});

describe('waitingBehind', () => {
  it('names what came behind the window in front, and not that window itself', () => {
    const state = fromSnapshot(scenes['invitation-waiting-too']!);
    const lines = waitingBehind(state, frontWindow(state, inTalk, null), at);
    expect(lines.map(({ kind, id }) => `${kind} ${id}`)).to.deep.equal(['invitation i2', 'conversation c2']);
  });

  it('says that people wait for help, wherever the help desk is not in front', () => {
    const help = { mine: null, place: null, isManned: true, desk: { waiting: 2, held: [] } };
    const state = fromSnapshot(snapshot({ help }));
    expect(waitingBehind(state, { kind: 'people' }, at).map(({ kind }) => kind)).to.deep.equal(['desk']);
    expect(waitingBehind(state, { kind: 'desk' }, at)).to.be.empty;
  });

  it('is silent where everything is listed anyway', () => {
    const state = fromSnapshot(scenes['invitation-waiting-too']!);
    expect(waitingBehind(state, { kind: 'home' }, at)).to.be.empty;
  });
});

describe('opensByItself', () => {
  const state = fromSnapshot(
    snapshot({
      announcements: [announcement()],
      invitations: [invitation()],
      conversations: [{ ...conversation('invited'), messages: firstMessages }],
    }),
  );
  const none = new Set<string>();

  it('lets an announcement go first, then an invitation', () => {
    expect(opensByItself(state, { kind: 'launcher' }, at, none)?.id).to.equal('a1');
    expect(opensByItself(state, { kind: 'launcher' }, at, new Set(['a1']))?.id).to.equal('i1');
  });

  it('lets what is urgent go before a quiet card', () => {
    const both = { ...state, announcements: [announcement(), { ...announcement('urgent'), id: 'a2' }] };
    expect(opensByItself(both, { kind: 'launcher' }, at, none)?.id).to.equal('a2');
  });

  it('does not disturb somebody who writes', () => {
    expect(opensByItself(state, { kind: 'compose' }, at, none)).to.equal(null);
  });

  it('leaves what is put off alone until its time', () => {
    const later = { ...state, announcements: [], snoozed: { i1: at + 1 } };
    expect(opensByItself(later, { kind: 'launcher' }, at, none)).to.equal(null);
    expect(opensByItself(later, { kind: 'launcher' }, at + 1, none)?.id).to.equal('i1');
  });
});
