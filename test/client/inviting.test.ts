import { expect } from 'chai';
import { Inviting } from '../../client/inviting.ts';
import type { PaneWorld } from '../../client/pane-world.ts';
import { invitation } from './scenes.ts';

describe('Inviting', () => {
  const make = (answer: unknown) => {
    const told: unknown[] = [];
    const left: unknown[] = [];
    const world = {
      newId: () => 'id',
      command: () => answer,
      leave: (path: string, body: unknown) => left.push([path, body]),
    };
    return { inviting: new Inviting(world as unknown as PaneWorld, given => told.push(given)), told, left };
  };

  it('tells what became of it', async () => {
    const good = make(Promise.resolve({ ok: true, data: invitation() }));
    good.inviting.start({ to: ['bob'] });
    expect(good.inviting.isUnderWay).to.equal(true);
    await Promise.resolve();
    expect(good.told).to.deep.equal([invitation()]);
    expect(good.inviting.isUnderWay).to.equal(false);
    const bad = make(Promise.resolve({ ok: false, code: 'x', message: 'Nobody is called zed.' }));
    bad.inviting.start({ to: ['zed'] });
    await Promise.resolve();
    expect(bad.told).to.deep.equal([{ problem: 'Nobody is called zed.' }]);
  });

  it('leaves with the page while nobody has answered', () => {
    const { inviting, left } = make(null);
    inviting.leave();
    inviting.start({ to: ['bob'] });
    inviting.leave();
    expect(left).to.deep.equal([['/invitations', { to: ['bob'], clientId: 'id' }]]);
  });
});
