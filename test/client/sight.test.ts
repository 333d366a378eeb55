import { expect } from 'chai';
import { Sight } from '../../client/sight.ts';

// That browsers say so truly stands in pane.test.ts; here is what is made of it.
describe('Sight', () => {
  const globals = globalThis as Record<string, unknown>;
  let report: (entries: { isVisible?: boolean }[]) => void;
  let options: { trackVisibility?: boolean; delay?: number };

  before(() => {
    globals.document = { visibilityState: 'visible' };
    globals.IntersectionObserver = class {
      constructor(callback: typeof report, given: typeof options) {
        report = callback;
        options = given;
      }
      observe() {}
    };
  });
  after(() => {
    delete globals.document;
    delete globals.IntersectionObserver;
  });

  it('takes the pane as seen until the browser says otherwise', () => {
    const sight = new Sight();
    sight.watch({} as Element);
    expect(options).to.include({ trackVisibility: true, delay: 100 });
    expect(sight.covered).to.equal(false);
    report([{ isVisible: true }, { isVisible: false }]);
    expect(sight.covered).to.equal(true);
    report([{ isVisible: true }]);
    expect(sight.covered).to.equal(false);
  });

  it('never blocks where the browser cannot tell', () => {
    const sight = new Sight();
    sight.watch({} as Element);
    report([{}]);
    expect(sight.covered).to.equal(false);
  });
});
