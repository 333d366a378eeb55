import { expect } from 'chai';
import { deservesRinging } from '../../client/ringing.ts';
import { fromSnapshot } from '../../client/state.ts';
import { announcement, invitation, message, scenes } from './scenes.ts';

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
