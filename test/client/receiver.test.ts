import { expect } from 'chai';
import { arrives, stage } from './model-stage.ts';
import { announcement, at, message, scenes, snapshot } from './scenes.ts';

describe('Receiver', () => {
  it('rings once for an invitation, in the elected tab alone, and never do-not-disturb', () => {
    const { model, log, world } = stage(scenes.launcher!);
    log(...arrives);
    expect(world.rings).to.equal(0);

    const elected = stage(scenes.launcher!);
    elected.model.receive({ kind: 'ring', on: true });
    elected.log(...arrives);
    expect(elected.world.rings).to.equal(1);

    const quiet = stage({ ...scenes.launcher!, me: { ...scenes.launcher!.me, presence: 'dnd' } });
    quiet.model.receive({ kind: 'ring', on: true });
    quiet.log(...arrives);
    expect(quiet.world.rings).to.equal(0);
    expect(model.pulses).to.equal(1);
  });

  it('sounds an emergency on each page and every minute until it is acknowledged, do-not-disturb or not', () => {
    const { model, world } = stage(
      snapshot({ ...scenes.emergency!, me: { ...scenes.launcher!.me, presence: 'dnd' } }),
    );
    const ringsAfter = (ms: number) => {
      world.now += ms;
      model.settle();
      return world.rings;
    };
    expect(ringsAfter(0)).to.equal(0);
    model.receive({ kind: 'ring', on: true });
    expect(world.rings).to.equal(1);
    expect([ringsAfter(59_000), ringsAfter(1_000), ringsAfter(30_000), ringsAfter(30_000)]).to.deep.equal([
      1, 2, 2, 3,
    ]);
    model.receive({ kind: 'announcement-over', announcement: 'a1', why: 'acknowledged' });
    expect(ringsAfter(60_000)).to.equal(3);
  });

  it('puts an announcement that was changed in the place of what stands, and nothing older', () => {
    const { model } = stage(snapshot({ announcements: [announcement('urgent')] }));
    const changed = { ...announcement('urgent'), text: 'Until five', revision: 3 };
    model.receive({ kind: 'announced', announcement: changed });
    model.receive({ kind: 'announced', announcement: { ...changed, text: 'old', revision: 2 } });
    expect(model.front).to.deep.equal({ kind: 'announcement', announcement: changed });
  });

  it('rings for who is to help, and keeps count of who waits, before it in the queue', () => {
    const told = { kind: 'help-desk' as const, desk: { waiting: 2, held: [] }, rings: true as const };
    const { model, world } = stage(scenes.launcher!);
    const before = model.unread;
    model.receive({ kind: 'ring', on: true });
    model.receive(told);
    model.receive({ ...told, rings: undefined } as never);
    expect([world.rings, model.pulses, model.unread - before]).to.deep.equal([1, 1, 2]);
    model.receive({ kind: 'help-desk', desk: null });
    model.receive({ kind: 'help-place', place: 3, isManned: false });
    expect(model.state.help).to.deep.equal({ mine: null, desk: null, place: 3, isManned: false });

    const quiet = stage({ ...scenes.launcher!, me: { ...scenes.launcher!.me, presence: 'dnd' } });
    quiet.model.receive({ kind: 'ring', on: true });
    quiet.model.receive(told);
    expect([quiet.world.rings, quiet.model.pulses]).to.deep.equal([0, 1]);
  });

  it('asks for a fresh connection on a gap', () => {
    const { model, world } = stage(scenes.launcher!);
    model.receive({ kind: 'event', n: 99, at, event: arrives[0]! });
    expect(world.reopened).to.equal(1);
  });

  it('starts anew on a reset, without losing what is being written', () => {
    const { model } = stage(scenes.conversation!);
    model.writing.setDraft('c1', 'half');
    model.receive({
      kind: 'reset',
      snapshot: snapshot({ cursor: { epoch: 'e2', n: 1 }, drafts: { c1: 'old', c2: 'x' } }),
    });
    expect(model.state.cursor).to.deep.equal({ epoch: 'e2', n: 1 });
    expect(model.writing.drafts).to.deep.equal({ c1: 'half', c2: 'x' });
  });

  it('takes over a draft of another tab, but not over what is typed here', () => {
    const { model } = stage(scenes.conversation!);
    model.receive({ kind: 'mine', draft: { conversation: 'c1', text: 'from there' } });
    expect(model.writing.drafts.c1).to.equal('from there');
    model.writing.setDraft('c1', 'typed here');
    model.receive({ kind: 'mine', draft: { conversation: 'c1', text: 'from there' } });
    expect(model.writing.drafts.c1).to.equal('typed here');
  });

  it('shows who is writing for a while', () => {
    const { model, world, log } = stage(scenes.conversation!);
    model.receive({ kind: 'typing', conversation: 'c1', name: 'alice' });
    expect(model.writers.in('c1')).to.deep.equal(['alice']);
    world.now += 6_000;
    expect(model.writers.in('c1')).to.be.empty;
    model.receive({ kind: 'typing', conversation: 'c1', name: 'alice' });
    log({ kind: 'message', message: message(7, 'alice', 'there') });
    expect(model.writers.in('c1')).to.be.empty;
  });
});
