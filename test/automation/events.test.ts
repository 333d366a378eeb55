import { expect } from 'chai';
import { connect, type Heard } from '../../automation/index.ts';
import { openStage, type Stage } from '../portal/portal-harness.ts';

describe('listen', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const bob = async (more: Partial<Parameters<typeof connect>[0]> = {}) =>
    connect({ url: stage.direct, token: await stage.token('bob'), wait: async () => {}, ...more });
  const says = async (text: string) =>
    void (await stage.relay.perform('alice', 'invite', { to: ['bob'], message: text }));
  const textOf = (heard: Heard) => (heard.kind === 'message' ? [heard.message.text] : []);

  it('hears from the present on, in order, and goes on behind a cursor that was kept', async () => {
    const texts: string[] = [];
    let cursor = '';
    await says('before');
    for await (const heard of (await bob()).events()) {
      if (heard.kind === 'hello') for (const text of ['one', 'two']) await says(text);
      texts.push(...textOf(heard));
      cursor = heard.cursor;
      if (texts.length === 2) break;
    }
    await says('three');
    for await (const heard of (await bob()).events({ cursor })) {
      texts.push(...textOf(heard));
      if (texts.length === 3) break;
    }
    expect(texts).to.deep.equal(['one', 'two', 'three']);
  });

  it('misses nothing when the stream breaks off, and tells nothing twice', async () => {
    const texts: string[] = [];
    let breakOff = () => {};
    let streams = 0;
    const broken = await bob({
      async fetch(url, init) {
        streams += 1;
        const own = new AbortController();
        breakOff = () => own.abort();
        return fetch(url, { ...init, signal: AbortSignal.any([own.signal, init!.signal!]) });
      },
    });
    for await (const heard of broken.events()) {
      texts.push(...textOf(heard));
      if (heard.kind === 'hello' && streams === 1) await says('first');
      if (texts.at(-1) === 'first' && streams === 1) {
        breakOff();
        await says('second');
      }
      if (texts.length === 2) break;
    }
    expect([texts, streams]).to.deep.equal([['first', 'second'], 2]);
  });

  it('starts from a snapshot where the log is another one', async () => {
    for await (const heard of (await bob()).events({ cursor: 'otherlog.5' })) {
      if (heard.kind === 'hello') continue;
      expect(heard).to.have.nested.property('snapshot.me.name', 'bob');
      break;
    }
  });

  it('ends when it is told to, and throws what no coming back mends', async () => {
    const stop = new AbortController();
    const kinds: string[] = [];
    for await (const { kind } of (await bob()).events({ signal: stop.signal })) {
      kinds.push(kind);
      stop.abort();
    }
    expect(kinds).to.deep.equal(['hello']);
    const { token } = await stage.relay.tokens.make(null, 'bob', { scopes: ['write'] });
    const deaf = await bob({ token });
    const error = await deaf
      .events()
      .next()
      .catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'scope_missing', field: 'read' });
  });
});
