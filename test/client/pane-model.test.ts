import { expect } from 'chai';
import { helpOf } from './help-rows.ts';
import { arrives, stage } from './model-stage.ts';
import { announcement, scenes, snapshot } from './scenes.ts';

describe('PaneModel', () => {
  it('opens an arriving invitation, says so once, and takes no keyboard', () => {
    const { model, log, inputs } = stage(scenes.launcher!);
    log(...arrives);
    expect(model.front.kind).to.equal('invitation');
    expect(inputs('show')).to.deep.equal([{ invitation: 'i1' }]);
    expect(model.focusNext).to.equal(null);
  });

  it('shows an arriving invitation as a line to somebody who is writing', () => {
    const { model, log } = stage(scenes.compose!);
    log(...arrives);
    expect(model.front.kind).to.equal('compose');
    expect(model.waiting.map(({ kind }) => kind)).to.deep.equal(['invitation']);
  });

  it('does not say that something is seen while nobody can see it', () => {
    const { model, log, inputs, world } = stage(scenes.launcher!);
    world.isVisible = false;
    log(...arrives);
    expect(inputs('show')).to.be.empty;
    world.isVisible = true;
    model.settle();
    expect(inputs('show')).to.have.length(1);
  });

  it('covers the page with an emergency whatever the person does, until it is acknowledged; then all is as it was', async () => {
    const { model, done, inputs } = stage(scenes.conversation!);
    model.receive({ kind: 'announced', announcement: announcement('emergency') });
    expect([model.front.kind, model.focusNext, model.openedItselfAt > 0]).to.deep.equal([
      ...['announcement', 'window', true],
    ]);
    expect(inputs('announcementShown')).to.deep.equal([{ announcement: 'a1' }]);
    model.fold();
    model.go({ screen: 'people' });
    expect(model.front.kind).to.equal('announcement');
    model.go({ screen: 'conversation', conversation: 'c1' });
    const acknowledging = model.deeds.acknowledge(announcement('emergency'), {
      option: 'Out',
      text: 'by the river',
    });
    expect(done.at(-1)!.input).to.deep.equal({ announcement: 'a1', option: 'Out', text: 'by the river' });
    done.at(-1)!.answer({ ok: true, data: {} } as never);
    await acknowledging;
    expect(model.front.kind).to.equal('conversation');
  });

  it('opens what is urgent again when the person folds the window away', () => {
    const { model } = stage(snapshot({ announcements: [announcement('urgent')] }));
    model.fold();
    model.go({ open: false });
    model.settle();
    expect(model.front.kind).to.equal('announcement');
  });

  it('folds an announcement away on this page, and closes once it is acknowledged', async () => {
    const folded = stage(snapshot({ announcements: [announcement()] }));
    expect(folded.model.front.kind).to.equal('announcement');
    folded.model.fold();
    expect(folded.model.front.kind).to.equal('launcher');
    expect(folded.model.unread).to.equal(1);

    const { model, done } = stage(snapshot({ announcements: [announcement()] }));
    const acknowledging = model.deeds.acknowledge(announcement());
    done.at(-1)!.answer({ ok: true, data: {} as never });
    await acknowledging;
    expect(model.front.kind).to.equal('launcher');
  });

  it('opens the help desk at one request, and takes the answer to what one has asked', () => {
    const { model } = stage(scenes.home!);
    model.openHelpDesk('h1');
    expect([model.front.kind, model.soughtHelp]).to.deep.equal(['desk', 'h1']);
    model.helpIs(helpOf(), { place: 2, isManned: false });
    expect(model.state.help).to.deep.equal({ mine: helpOf(), place: 2, isManned: false, desk: null });
    model.helpIs(helpOf({ state: 'closed', revision: 1 }));
    expect(model.state.help).to.deep.include({ place: null, isManned: false });
  });

  it('is never folded as a page of its own', () => {
    const { model } = stage(scenes.conversation!, 'page');
    model.fold();
    expect(model.front.kind).to.equal('home');
  });

  describe('taking up what the page before left', () => {
    const folded = { open: false, screen: 'home', conversation: null, side: 'end' } as const;

    it('folds when that one was folded last', () => {
      const { model } = stage(scenes.conversation!);
      model.receive({ kind: 'mine', view: folded });
      expect(model.front.kind).to.equal('launcher');
    });

    it('keeps what waits in front', () => {
      const { model, world } = stage(scenes.invitation!);
      model.receive({ kind: 'mine', view: folded });
      expect(model.front.kind).to.equal('invitation');
      model.receive({ kind: 'mine', view: folded, snoozed: { i1: world.now + 60_000 } });
      expect(model.front.kind).to.equal('launcher');
    });

    it('leaves alone what the person has touched', () => {
      const typed = stage(scenes.conversation!).model;
      typed.writing.setDraft('c1', 'half');
      typed.receive({ kind: 'mine', view: folded });
      expect(typed.front.kind).to.equal('conversation');
      const gone = stage(scenes.launcher!).model;
      gone.go({ open: true });
      gone.receive({ kind: 'mine', view: folded });
      expect(gone.front.kind).to.equal('home');
    });

    it('leaves a page alone that has stood for a while, unless nobody looks at it', () => {
      const { model, world } = stage(scenes.conversation!);
      world.now += 3_000;
      model.receive({ kind: 'mine', view: folded });
      expect(model.front.kind).to.equal('conversation');
      world.isVisible = false;
      model.receive({ kind: 'mine', view: folded });
      expect(model.front.kind).to.equal('launcher');
    });

    it('counts a page that the browser puts back as just arrived', () => {
      const { model, world, inputs } = stage(scenes.conversation!);
      model.writing.setDraft('c1', 'half');
      model.go({ side: 'start' });
      world.now += 60_000;
      model.leavePage();
      model.setStatus('closed');
      model.returnToPage();
      model.setStatus('live');
      expect(inputs('view')).to.have.length(1);
      expect(inputs('draft')).to.be.empty;
      model.receive({ kind: 'mine', view: folded, drafts: { c1: 'half, written on elsewhere' } });
      expect(model.front.kind).to.equal('launcher');
      expect(model.writing.drafts.c1).to.equal('half, written on elsewhere');
    });
  });
});
