import { expect } from 'chai';
import { connect } from '../../automation/index.ts';
import { openStage, passwordOf, type Stage } from '../portal/portal-harness.ts';
import { type Example, runExample } from './example.ts';

describe('examples/answering-bot.ts', () => {
  let stage: Stage;
  let bot: Example;
  before(async () => {
    stage = await openStage();
    await stage.relay.accounts.create({ name: 'frontdesk', password: passwordOf('frontdesk') });
    const { token } = await stage.relay.tokens.make(null, 'frontdesk', { scopes: ['read', 'write'] });
    bot = runExample('answering-bot', [], stage.direct, token);
    await bot.says(/frontdesk listens/);
  });
  after(async () => {
    await bot.end();
    await stage.close();
  });

  it('comes when it is invited, and answers each message', async () => {
    const alice = connect({ url: stage.direct, token: await stage.token('alice') });
    const got: string[] = [];
    for await (const heard of alice.events()) {
      if (heard.kind === 'hello')
        await alice.call('POST /invitations', { to: ['frontdesk'], message: 'Is there a wifi?' });
      if (heard.kind !== 'message' || heard.message.from === 'alice') continue;
      const { conversation, text, reply } = heard.message;
      got.push(`${reply?.text} ${text}`);
      if (got.length === 2) break;
      await alice.call('POST /conversations/:conversation/messages', {
        conversation,
        text: 'Tell me a joke',
      });
    }
    expect(got[0]).to.match(/^Is there a wifi\? The guest network/);
    expect(got[1]).to.match(/^Tell me a joke I know about/);
  });
});
