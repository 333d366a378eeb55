import { expect } from 'chai';
import { deservesRinging, isQuietFor } from '../../client/ringing.ts';
import { fromSnapshot } from '../../client/state.ts';
import { helpOf } from './help-rows.ts';
import { announcement, invitation, message, preferences, scenes } from './scenes.ts';

describe('deservesRinging', () => {
  const state = fromSnapshot(scenes.conversation!);
  const talk = state.conversations[0]!;
  const around = {
    before: state,
    after: state,
    front: { kind: 'conversation' as const, talk },
    isVisible: true,
  };

  it('is so for what others send and nobody looks at', () => {
    const event = { kind: 'message' as const, message: message(7, 'alice', 'x') };
    expect(deservesRinging(event, around)).to.equal(false);
    expect(deservesRinging(event, { ...around, isVisible: false })).to.equal(true);
    expect(deservesRinging(event, { ...around, front: { kind: 'home' } })).to.equal(true);
    expect(deservesRinging({ kind: 'announcement', announcement: announcement() }, around)).to.equal(true);
  });

  it('is so when somebody of the help desk comes, and when another one does', () => {
    const served = (name: string | null) => ({
      ...state,
      help: {
        ...state.help,
        mine: helpOf(name === null ? {} : { state: 'taken', by: { name, display: name } }),
      },
    });
    const event = { kind: 'help' as const, help: helpOf() };
    const rings = (from: string | null, to: string | null) =>
      deservesRinging(event, { ...around, before: served(from), after: served(to) });
    expect([rings(null, 'ines'), rings('ines', 'hugo')]).to.deep.equal([true, true]);
    expect([rings('ines', 'ines'), rings('ines', null), rings(null, null)]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it('is not so for one’s own words, nor for news of an invitation that is known or answered', () => {
    const own = { kind: 'message' as const, message: message(7, 'bob', 'x') };
    expect(deservesRinging(own, { ...around, isVisible: false })).to.equal(false);
    const fresh = { kind: 'invitation' as const, invitation: invitation({ id: 'i9' }) };
    expect(deservesRinging(fresh, around)).to.equal(true);
    const before = { ...state, invitations: [fresh.invitation] };
    expect(deservesRinging(fresh, { ...around, before })).to.equal(false);
    const answered = { kind: 'invitation' as const, invitation: invitation({ id: 'i9' }, 'accepted') };
    expect(deservesRinging(answered, around)).to.equal(false);
  });
});

describe('isQuietFor', () => {
  const { me } = fromSnapshot(scenes.conversation!);
  const dnd = { ...me, presence: 'dnd' as const };
  const strict = { ...dnd, preferences: { ...preferences, override: 'nobody' as const } };
  const asked = (urgent: boolean) => ({ kind: 'invitation' as const, invitation: invitation({ urgent }) });
  const said = (priority: 'info' | 'urgent' | 'emergency') => ({
    kind: 'announcement' as const,
    announcement: announcement(priority),
  });

  it('keeps everything from whom nothing may disturb, but what is urgent where they let it', () => {
    expect(
      [asked(false), asked(true), said('info'), said('urgent')].map(one => isQuietFor(one, dnd)),
    ).to.deep.equal([...[true, false, true, false]]);
    expect([asked(true), said('urgent')].map(one => isQuietFor(one, strict))).to.deep.equal([true, true]);
    expect(isQuietFor(asked(false), me)).to.equal(false);
  });

  it('lets a quiet card be quiet for everybody, but not good news', () => {
    const allClear = { kind: 'announcement' as const, announcement: { ...announcement(), clears: 'a0' } };
    expect([said('info'), said('urgent'), allClear].map(one => isQuietFor(one, me))).to.deep.equal([
      ...[true, false, false],
    ]);
  });

  it('never keeps an emergency', () => expect(isQuietFor(said('emergency'), strict)).to.equal(false));
});
