import { expect } from 'chai';
import { curveUntil } from '../../../client/admin/report-figures.ts';

describe('curveUntil', () => {
  const curve = { times: [0, 10, 20, 30, 40], shown: [0, 1, 2, 2, 3], acknowledged: [0, 0, 0, 1, 2] };

  it('goes on as it ended, over as many moments', () => {
    expect(curveUntil(curve, 80)).to.deep.equal({
      ...{ times: [0, 20, 40, 60, 80], shown: [0, 2, 3, 3, 3], acknowledged: [0, 0, 2, 2, 2] },
    });
  });

  it('is as it came where nothing has passed since, or a clock here is behind', () => {
    expect([curveUntil(curve, 40), curveUntil(curve, 12)]).to.deep.equal([curve, curve]);
    expect(curveUntil({ times: [], shown: [], acknowledged: [] }, 7).shown).to.deep.equal([0, 0]);
  });
});
