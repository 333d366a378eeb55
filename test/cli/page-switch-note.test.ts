import { expect } from 'chai';
import { withSwitch } from '../../cli/page-switch-note.ts';

describe('withSwitch', () => {
  it('notes first that pages are switched off, and by whom', () => {
    const explanation = { notes: ['another'] };
    for (const pages of [null, { on: true, by: 'root', at: 1 }])
      expect(withSwitch(explanation, pages)).to.deep.equal(explanation);
    const off = withSwitch(explanation, { on: false, by: 'root', at: 1 });
    expect(off.notes).to.have.length(2);
    expect(off.notes[0]).to.include('switched off everywhere by root');
    expect(withSwitch(explanation, { on: false, by: null, at: 1 }).notes[0]).to.include('everywhere (');
  });
});
