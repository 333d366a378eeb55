import { expect } from 'chai';
import { exportCalls } from '../../portal/openapi-exports.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('exportCalls', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('describes what is there, for those who may', async () => {
    const headers = { authorization: `Bearer ${await stage.token('root')}` };
    for (const path of Object.keys(exportCalls)) {
      const { status } = await stage.ask(`/api/v1${path.replace('{name}', 'alice')}`, { headers });
      expect(status, path).to.equal(200);
    }
  });
});
