import { expect } from 'chai';
import { electRinging, type Tab } from '../../relay/ring-election.ts';

const tab = (name: string, more: Partial<Tab>) => ({
  ...{ name, visible: false, focused: false, openedAt: 0, visibleAt: 0, focusedAt: 0, ...more },
});

describe('electRinging', () => {
  const elected = (...tabs: ReturnType<typeof tab>[]) => electRinging(tabs)?.name ?? null;

  it('takes nobody of none', () => expect(elected()).to.equal(null));

  it('takes what has the focus, then the visible one that had it last', () => {
    const focused = tab('focused', { visible: true, focused: true, focusedAt: 1 });
    const before = tab('before', { visible: true, focusedAt: 5, visibleAt: 5 });
    const visible = tab('visible', { visible: true, visibleAt: 9 });
    expect(elected(before, focused, visible)).to.equal('focused');
    expect(elected(visible, before)).to.equal('before');
  });

  it('takes the visible one that came up last when none had the focus', () => {
    expect(
      elected(tab('old', { visible: true, visibleAt: 1 }), tab('new', { visible: true, visibleAt: 2 })),
    ).to.equal('new');
  });

  it('takes a hidden one only if there is no other', () => {
    const hidden = tab('hidden', { focusedAt: 9, visibleAt: 9 });
    expect(elected(hidden, tab('visible', { visible: true }))).to.equal('visible');
    expect(elected(hidden, tab('older', { openedAt: 3 }))).to.equal('hidden');
  });
});
