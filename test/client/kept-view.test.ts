import { expect } from 'chai';
import { KeptView } from '../../client/kept-view.ts';
import type { PaneWorld } from '../../client/pane-world.ts';

const folded = { open: false, screen: 'home', conversation: null, side: 'end' } as const;
const home = { ...folded, open: true };

describe('KeptView', () => {
  const make = (mode: 'pane' | 'page' = 'pane') => {
    const done: unknown[] = [];
    const left: unknown[] = [];
    const state = { now: 0, isVisible: true };
    const world = {
      now: () => state.now,
      isVisible: () => state.isVisible,
      command: (_name: string, input: unknown) => {
        done.push(input);
        return new Promise(() => {});
      },
      leave: (path: string, body: unknown) => left.push([path, body]),
    };
    return { view: new KeptView(folded, mode, world as unknown as PaneWorld), state, done, left };
  };

  it('keeps what the person chose, not what opened by itself', () => {
    const { view, done, left } = make();
    view.show({ open: true });
    view.leave();
    expect([done, left]).to.deep.equal([[], []]);
    view.choose({ screen: 'compose' });
    const chosen = { ...home, screen: 'compose' };
    view.leave();
    view.resume();
    expect(done).to.deep.equal([chosen, chosen]);
    expect(left).to.deep.equal([['/view', chosen]]);
  });

  it('takes the view of the page before while it arrives, and only its side later', () => {
    const { view, state } = make();
    view.take(home);
    expect(view.current).to.deep.equal(home);
    state.now = 3_000;
    view.take({ ...folded, side: 'start' });
    expect(view.current).to.deep.equal({ ...home, side: 'start' });
    view.arrive();
    view.take(folded);
    expect(view.current).to.deep.equal(folded);
  });

  it('takes none once touched, unless nobody looks', () => {
    const { view, state } = make();
    view.touch();
    view.take(home);
    expect(view.current).to.deep.equal(folded);
    state.isVisible = false;
    view.take(home);
    expect(view.current).to.deep.equal(home);
  });

  it('stands open as a page of its own, whatever panes do', () => {
    const { view } = make('page');
    view.take(folded);
    expect(view.current.open).to.equal(true);
  });
});
