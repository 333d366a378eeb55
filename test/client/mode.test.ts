import { expect } from 'chai';
import { modeOf } from '../../client/mode.ts';

describe('modeOf', () => {
  it('fills a place of its own when the address of the frame says so', () => {
    expect(modeOf('pane', '#inline')).to.equal('inline');
    expect(modeOf('pane', '')).to.equal('pane');
    expect(modeOf('pane', '#inline2')).to.equal('pane');
    expect(modeOf('page', '#inline')).to.equal('page');
  });
});
