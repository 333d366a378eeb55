import { expect } from 'chai';
import { Drafts } from '../../client/drafts.ts';
import type { PaneWorld } from '../../client/pane-world.ts';

describe('Drafts', () => {
  const make = (isLive = true) => {
    const done: [string, unknown][] = [];
    const left: [string, unknown][] = [];
    const world = {
      now: () => 10_000,
      command: (name: string, input: unknown) => {
        if (!isLive) return null;
        done.push([name, input]);
        return Promise.resolve({ ok: true, data: {} });
      },
      leave: (path: string, body: unknown) => left.push([path, body]),
    };
    return { drafts: new Drafts({ c1: 'old' }, world as unknown as PaneWorld), done, left };
  };

  it('saves what is typed with the next connection, and knows then that it is saved', async () => {
    const { drafts, done } = make();
    drafts.set('c1', 'new');
    expect(drafts.hasUnsaved).to.equal(true);
    drafts.resume();
    await Promise.resolve();
    expect(done).to.deep.equal([['draft', { conversation: 'c1', text: 'new' }]]);
    expect(drafts.hasUnsaved).to.equal(false);
  });

  it('keeps as unsaved what found no connection, and sends it along when the page goes', () => {
    const { drafts, left } = make(false);
    drafts.set('c1', 'new');
    drafts.resume();
    expect(drafts.hasUnsaved).to.equal(true);
    drafts.leave();
    expect(left).to.deep.equal([['/drafts/c1', { text: 'new' }]]);
  });

  it('takes what other tabs saved, but not over what is typed here', () => {
    const { drafts } = make();
    drafts.take('c1', 'elsewhere');
    expect(drafts.texts.c1).to.equal('elsewhere');
    drafts.set('c1', 'here');
    drafts.takeAll({ c1: 'elsewhere', c2: 'two' });
    expect(drafts.texts).to.deep.equal({ c1: 'here', c2: 'two' });
    drafts.forgetUnsaved();
    drafts.takeAll({ c1: 'elsewhere' });
    expect(drafts.texts).to.deep.equal({ c1: 'elsewhere' });
  });

  it('tells that somebody writes now and then only', () => {
    const { drafts, done } = make();
    drafts.tellTyping('c1');
    drafts.tellTyping('c1');
    expect(done).to.deep.equal([['typing', { conversation: 'c1' }]]);
  });
});
