import { expect } from 'chai';
import { until } from '../proxy/harness.ts';
import { openStage } from './portal-harness.ts';

describe('logRequests', () => {
  it('says who asked, by which route, and what came of it; never a path, a query or a header', async () => {
    const lines: Record<string, unknown>[] = [];
    const trifles: Record<string, unknown>[] = [];
    const log = {
      debug: (line: object) => void trifles.push(line as never),
      info: (line: object) => void lines.push(line as never),
      ...{ warn() {}, error() {} },
    };
    const stage = await openStage({ log });
    const authorization = `Bearer ${await stage.token('alice')}`;
    const headers = { authorization, referer: 'http://site.test/planted', cookie: 'a=planted' };
    const lineOf = async (run: () => Promise<unknown>) => {
      lines.length = 0;
      await run();
      await until(() => lines.length > 0);
      return lines[0]!;
    };
    const known = await lineOf(() => stage.ask('/api/v1/users/bob?planted=1', { headers }));
    expect(known).to.include({
      user: 'alice',
      host: '127.0.0.1',
      kind: 'portal',
      status: 200,
      done: 'served',
    });
    expect(known).to.include({ method: 'GET', route: '/api/v1/users/:name', error: undefined });
    expect(known.id).to.be.a('string');
    expect(known.ms).to.be.a('number');
    const refused = await lineOf(() => stage.ask('/api/v1/users/planted', { headers }));
    expect(refused).to.include({ user: 'alice', status: 404, done: 'refused', error: 'unknown_person' });
    const stranger = await lineOf(() => stage.ask('/l/planted'));
    expect(stranger).to.include({ user: '' });
    const magic = await lineOf(() => stage.askMagic('bob', '/pane'));
    expect(magic).to.include({ user: 'bob', host: 'hallway.internal', route: '/pane' });
    const foreign = await lineOf(() => stage.ask('/', { headers: { host: 'planted.test' } }));
    expect(foreign).to.include({ host: '', status: 421, error: 'wrong_host' });

    await stage.ask('/healthz');
    await until(() => trifles.length > 0);
    expect(trifles[0]).to.include({ route: '/healthz', done: 'served' });
    expect(stage.portal.figures()).to.deep.include({ unsentBytes: 0 });
    expect(stage.portal.figures().answers).to.include({ '4xx': 3, '5xx': 0 });
    expect(JSON.stringify(lines)).to.not.contain('planted');
    await stage.close();
  });
});
