import { expect } from 'chai';
import { createHelpCommands } from '../../relay/help-commands.ts';
import type { HelpDesk } from '../../relay/help-desk.ts';
import type { HelpRequests } from '../../relay/help-requests.ts';

describe('createHelpCommands', () => {
  it('gives back to who asks what is theirs, and no words that stand elsewhere', async () => {
    const row = { id: 'h', state: 'open', text: 'Help', page: null };
    const one = async () => row;
    const commands = createHelpCommands(
      { ask: one, mine: async () => [row], cancel: one, reopen: one } as unknown as HelpRequests,
      { place: () => ({ place: 2, isManned: true }) } as unknown as HelpDesk,
    );
    const help = { id: 'h', state: 'open' };
    const standing = { place: 2, isManned: true };
    expect(await commands.askHelp('alice', { text: 'Help', page: null, clientId: 'c' })).to.deep.equal({
      help,
      ...standing,
    });
    expect(await commands.help('alice', {})).to.deep.equal({ requests: [help], ...standing });
    expect(await commands.cancelHelp('alice', { id: 'h' })).to.deep.equal(help);
    expect(await commands.reopenHelp('alice', { id: 'h' })).to.deep.equal({ help, ...standing });
  });

  it('watches before it reads, so that nothing happens between the two', async () => {
    const done: string[] = [];
    const commands = createHelpCommands(
      {
        async current(_user: string, watch: () => void) {
          watch();
          done.push('read');
          return [];
        },
      } as unknown as HelpRequests,
      {
        watch: (user: string, session: string) => done.push(`${user} ${session}`),
        colleagues: () => [],
      } as unknown as HelpDesk,
    );
    await commands.helpDesk('ines', {}, 's1');
    expect(done).to.deep.equal(['ines s1', 'read']);
  });
});
