import { expect } from 'chai';
import { guestCommands, guestReads, isGuest, refuseGuest } from '../../relay/guest-rights.ts';
import { type CommandName, commandInputs, nameSchema } from '../../relay/protocol.ts';

describe('isGuest', () => {
  it('goes by names that no account can have', () => {
    expect([isGuest('~abc'), isGuest('abc')]).to.deep.equal([true, false]);
    expect(nameSchema.safeParse('~abc').success).to.equal(false);
  });
});

describe('refuseGuest', () => {
  const refusal = (deed: Parameters<typeof refuseGuest>[0], input?: unknown) => {
    try {
      refuseGuest(deed, input, 'mine');
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('refuses every command but those on the list', () => {
    const commands = Object.keys(commandInputs) as CommandName[];
    const allowed = commands.filter(command => refusal(command, { conversation: 'mine' }) === null);
    expect(allowed.sort()).to.deep.equal([...guestCommands].sort());
    expect(guestReads.map(deed => refusal(deed))).to.deep.equal([null, null, null, null]);
    expect(refusal('other')).to.equal('forbidden');
  });

  it('refuses every conversation but the guest’s own', () => {
    for (const command of guestCommands) {
      expect(refusal(command, { conversation: 'other' }), command).to.equal('unknown_conversation');
      expect(refusal(command, { conversation: ['mine'] }), command).to.equal('unknown_conversation');
    }
    expect([
      refusal('view', { conversation: null }),
      refusal('draft', { conversation: 'new' }),
    ]).to.deep.equal([null, 'unknown_conversation']);
  });
});
