import { expect } from 'chai';
import { type Approval, approvalWanted } from '../../relay/approval.ts';
import { priorities } from '../../relay/protocol.ts';

describe('approvalWanted', () => {
  it('wants more the further it reaches', () => {
    const wanted = (approval: Approval) => priorities.filter(priority => approvalWanted(approval, priority));
    expect(wanted('none')).to.deep.equal([]);
    expect(wanted('emergency')).to.deep.equal(['emergency']);
    expect(wanted('urgent')).to.deep.equal(['urgent', 'emergency']);
    expect(wanted('all')).to.deep.equal([...priorities]);
  });
});
