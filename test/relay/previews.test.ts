import { expect } from 'chai';
import type { PageSummary } from '../../relay/index.ts';
import type { Invitation } from '../../relay/protocol.ts';
import { type Actor, Stage, silent } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { home, words } from './visits.ts';

const link = 'https://a.example/page';
const summary: PageSummary = { title: 'A page', description: 'What it says', site: 'A' };

describe('Previews', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let talk: Invitation;
  let warnings: string[];
  let asked: { url: string; answer(summary: PageSummary | null): void }[];

  const preview = (url: string) => {
    const { promise, resolve } = Promise.withResolvers<PageSummary | null>();
    asked.push({ url, answer: resolve });
    return promise;
  };
  const shown = async (seq: number) =>
    (await bob.messages(talk)).find(message => message.seq === seq)?.preview;
  const comes = (seq: number, title = summary.title) =>
    until(
      'the preview',
      async () => (await shown(seq))?.title === title,
      () => asked,
    );
  /** All that was begun before has been done: the store takes one thing after the other. */
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await bob.messages(talk);
  };

  beforeEach(async () => {
    asked = [];
    warnings = [];
    const log = { ...silent, warn: (_fields: object, message: string) => void warnings.push(message) };
    stage = await Stage.open({ preview, log });
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    talk = await alice.invites([bob], { message: `First: ${link}#one` });
    await bob.accepts(talk);
  });
  afterEach(() => stage.close());

  it('come for the first link alone, of an invitation too, and never hold a message up', async () => {
    await bob.says(talk, `${link} and https://b.example/`);
    expect(asked.map(({ url }) => url)).to.deep.equal([`${link}#one`, link]);
    expect(await shown(1)).to.equal(undefined);
    for (const { answer } of asked) answer(summary);
    await comes(1);
    await comes(2);
    expect(await shown(1)).to.deep.equal({ url: `${link}#one`, ...summary });
  });

  it('are asked for once, however often a message is sent again', async () => {
    await bob.says(talk, link, 'once');
    await bob.says(talk, link, 'once');
    await bob.says(talk, 'no link');
    expect(asked).to.have.length(2);
  });

  it('do not come to a message that has lost the link, or is gone', async () => {
    await bob.says(talk, link);
    await alice.edits(talk, 1, 'Nothing to see');
    await bob.erases(talk, 2);
    for (const { answer } of asked) answer(summary);
    await settled();
    expect([await shown(1), await shown(2)]).to.deep.equal([undefined, undefined]);
  });

  it('follow the text: kept with the link, another one for another, gone without', async () => {
    asked[0]!.answer(summary);
    await comes(1);
    await alice.edits(talk, 1, `Once more: ${link}#one`);
    expect(asked).to.have.length(1);
    expect((await shown(1))?.title).to.equal(summary.title);
    const edited = await alice.edits(talk, 1, 'Rather https://b.example/');
    expect(edited).not.to.have.property('preview');
    asked[1]!.answer({ ...summary, title: 'B' });
    await comes(1, 'B');
    expect(await alice.edits(talk, 1, 'Neither')).not.to.have.property('preview');
    expect(await alice.erases(talk, 1)).not.to.have.property('preview');
  });

  it('come to what was edited while the page was read, if the link stayed', async () => {
    await alice.edits(talk, 1, `Better: ${link}#one`);
    for (const { answer } of asked) answer(summary);
    await comes(1);
    expect((await bob.messages(talk))[0]!.text).to.equal(`Better: ${link}#one`);
  });

  it('are never fetched for a guest', async () => {
    stage.relay.seen('alice');
    const { guest } = await stage.relay.visitors.talk('alice', words(`Look: ${link}`), home);
    const [invitation] = await stage.relay.invitations('alice', 'pending');
    await alice.accepts(invitation!);
    const { conversation } = invitation!;
    await stage.relay.perform(guest, 'send', { conversation, text: link, clientId: 'guest-1' });
    expect(asked).to.have.length(1);
    await alice.says(conversation, link);
    expect(asked).to.have.length(2);
  });

  it('stop for a while for who shares very many', async () => {
    for (let count = 0; count < 40; count++) await bob.says(talk, `${link}?${count}`);
    expect(asked).to.have.length(21);
    stage.clock.pass(60_000);
    await bob.says(talk, link);
    expect(asked).to.have.length(22);
  });

  it('are dropped when the server stops', async () => {
    await stage.restarts();
    asked[0]!.answer(summary);
    await settled();
    expect(await shown(1)).to.equal(undefined);
    expect(warnings).to.deep.equal([]);
  });
});
