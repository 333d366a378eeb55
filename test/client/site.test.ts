import { expect } from 'chai';
import { stage, tick } from './model-stage.ts';
import { announcement, scenes, snapshot } from './scenes.ts';

describe('Site', () => {
  const there = (paused: string[] = [], mode: 'pane' | 'page' = 'pane') => {
    const made = stage(snapshot({ paused }, { open: true }), mode);
    made.model.site.found('site.test');
    return made;
  };
  const answer = (made: ReturnType<typeof stage>) =>
    made.done.at(-1)!.answer({ ok: true, data: {} } as never);

  it('shows nothing where the person has paused it, but everywhere else', () => {
    const { model } = there(['site.test']);
    expect([model.site.isHere, model.site.isGone]).to.deep.equal([false, true]);
    model.site.found('www.site.test');
    expect([model.site.isHere, model.site.isGone]).to.deep.equal([true, false]);
    model.site.found(null);
    expect(model.site.isHere).to.equal(true);
    expect(there(['site.test'], 'page').model.site.isHere).to.equal(true);
  });

  it('goes when another tab pauses the site', () => {
    const { model } = there();
    model.receive({ kind: 'mine', paused: ['site.test'] });
    expect(model.site.isGone).to.equal(true);
    expect(model.front.kind).to.equal('home');
  });

  it('says a last word after pausing, then goes', async () => {
    const made = there(['a.test', 'z.test']);
    const { model, inputs } = made;
    void model.deeds.pauseHere();
    expect(inputs('pause')).to.deep.equal([{ host: 'site.test', on: true }]);
    expect(model.front.kind).to.equal('home');
    answer(made);
    await tick();
    expect(model.front).to.deep.equal({ kind: 'goodbye', host: 'site.test' });
    expect(model.state.paused).to.deep.equal(['a.test', 'site.test', 'z.test']);
    expect([model.site.isHere, model.site.isGone]).to.deep.equal([true, false]);
    model.fold();
    expect([model.site.isHere, model.site.isGone]).to.deep.equal([false, true]);
  });

  it('lets the person take it back at once', async () => {
    const made = there();
    const { model } = made;
    void model.deeds.pauseHere();
    answer(made);
    await tick();
    void model.deeds.showAgain('site.test');
    answer(made);
    await tick();
    expect(model.front.kind).to.equal('home');
    expect(model.state.paused).to.deep.equal([]);
    expect(model.site.isHere).to.equal(true);
  });

  it('stays when the pause was refused, and says why', async () => {
    const { model, done } = there();
    void model.deeds.pauseHere();
    done.at(-1)!.answer({ ok: false, code: 'invalid', message: 'Too many.' } as never);
    await tick();
    expect(model.problem).to.equal('Too many.');
    expect([model.site.isHere, model.front.kind]).to.deep.equal([true, 'home']);
  });

  it('lists what is paused until the person goes elsewhere', async () => {
    const made = there(['a.test', 'b.test']);
    const { model, inputs } = made;
    model.site.openList();
    expect(model.front.kind).to.equal('paused');
    void model.deeds.showAgain('a.test');
    answer(made);
    await tick();
    expect(inputs('pause')).to.deep.equal([{ host: 'a.test', on: false }]);
    expect(model.state.paused).to.deep.equal(['b.test']);
    expect(model.front.kind).to.equal('paused');
    model.go({ screen: 'compose' });
    expect(model.front.kind).to.equal('compose');
  });

  it('goes while an administrator has switched it off, neither ringing nor reading, and comes back', () => {
    const { model, world } = stage(scenes.launcher!);
    model.receive({ kind: 'ring', on: true });
    model.receive({ kind: 'pages', on: false });
    expect([model.site.isHere, model.site.isGone]).to.deep.equal([false, false]);
    model.receive({ kind: 'announced', announcement: announcement() });
    expect([world.rings, model.pulses]).to.deep.equal([0, 0]);
    model.receive({ kind: 'pages', on: true });
    expect(model.site.isHere).to.equal(true);
    expect(model.front.kind).to.equal('announcement');
  });
});
