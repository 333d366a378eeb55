import { expect } from 'chai';
import { remembered } from '../../injector/remembered.ts';

describe('remembered', () => {
  it('makes an answer once for each text', () => {
    const asked: string[] = [];
    const upper = remembered(3, text => {
      asked.push(text);
      return text.toUpperCase();
    });
    expect(['a', 'b', 'a', 'a', 'b'].map(upper)).to.deep.equal(['A', 'B', 'A', 'A', 'B']);
    expect(asked).to.deep.equal(['a', 'b']);
  });

  it('remembers that there is none', () => {
    let asked = 0;
    const none = remembered(3, () => {
      asked++;
      return null;
    });
    expect([none('a'), none('a')]).to.deep.equal([null, null]);
    expect(asked).to.equal(1);
  });

  it('lets the oldest go, so that odd texts keep no usual ones out for good', () => {
    const fresh = remembered(2, text => ({ text }));
    const first = fresh('a');
    for (let odd = 0; odd < 100; odd++) expect(fresh(`odd ${odd}`).text).to.equal(`odd ${odd}`);
    const again = fresh('a');
    expect(again).to.not.equal(first);
    expect(fresh('a')).to.equal(again);
  });

  it('keeps no long text in memory', () => {
    const fresh = remembered(2, text => ({ text }));
    const long = 'x'.repeat(2_000);
    expect(fresh(long)).to.not.equal(fresh(long));
    expect(fresh(long).text).to.equal(long);
  });
});
