import { expect } from 'chai';
import type { HouseOverlay } from '../../relay/index.ts';
import { refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

describe('House', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.person('alice');
  });
  afterEach(() => stage.close());

  it('keeps changes with who made them and when, and tells whoever watches', async () => {
    const told: HouseOverlay[] = [];
    const leave = stage.relay.house.watch(overlay => told.push(overlay));
    const set = { 'tls.bypass': ['*.bank.test'] };
    const overlay = await stage.relay.house.change('admin', { version: 0, set, reset: [] });
    const at = stage.clock.now();
    const change = { key: 'tls.bypass', value: ['*.bank.test'], by: 'admin', at };
    expect(overlay).to.deep.equal({ version: 1, changes: [change] });
    expect(stage.relay.house.overlay).to.deep.equal(overlay);
    expect(told).to.deep.equal([overlay]);
    leave();
    await stage.relay.house.change(null, { version: 1, set: {}, reset: ['tls.bypass'] });
    expect(told).to.have.length(1);
    expect(stage.relay.house.overlay).to.deep.equal({ version: 2, changes: [] });
  });

  it('refuses everybody but administrators, and who has not seen the last change', async () => {
    const { house } = stage.relay;
    const change = { version: 0, set: { replace: [] }, reset: [] };
    await refused(house.change('alice', change), 'forbidden');
    await house.change('admin', change);
    await refused(house.change('admin', change), 'conflict');
    expect(house.overlay.version).to.equal(1);
  });

  it('outlives the server, and hears of a change that another process made', async () => {
    await stage.relay.house.change('admin', { version: 0, set: { 'files.maxMb': 3 }, reset: [] });
    await stage.restarts();
    expect(stage.relay.house.overlay.changes).to.have.length(1);
    await stage.beside(relay => relay.house.change(null, { version: 1, set: {}, reset: ['files.maxMb'] }));
    await until('the other’s change', () => stage.relay.house.overlay.version === 2);
    expect(stage.relay.house.overlay.changes).to.deep.equal([]);
  });

  it('writes down what was changed by whom', async () => {
    const set = { 'files.types': 'none', replace: [{ selector: '#a' }] };
    await stage.relay.house.change('admin', { version: 0, set, reset: [] });
    await stage.relay.house.change(null, { version: 1, set: {}, reset: ['files.types'] });
    await stage.relay.house.noteBypass(null, 'learned', 'app.test');
    await until('the audit log', async () => (await stage.store.audit.list(9)).length >= 4);
    const entries = (await stage.store.audit.list(4)).map(({ actor, action, subject, detail }) => [
      ...[actor, action, subject, detail.value ?? null],
    ]);
    expect(entries).to.deep.equal([
      ['proxy', 'bypass_learned', 'app.test', null],
      ['operator', 'house_reset', 'files.types', null],
      ['admin', 'house_changed', 'replace', ['{"selector":"#a"}']],
      ['admin', 'house_changed', 'files.types', 'none'],
    ]);
  });
});
