import { expect } from 'chai';
import { Sight } from '../../client/sight.ts';

// That browsers say so truly stands in pane.test.ts; here is what is made of it.
describe('Sight', () => {
  const globals = globalThis as Record<string, unknown>;
  let report: (entries: { isVisible?: boolean; intersectionRatio: number }[]) => void;
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

  it('takes the pane as seen until the browser says otherwise twice', async () => {
    const sight = new Sight();
    let nudges = 0;
    sight.watch({} as Element, () => nudges++);
    expect(options).to.include({ trackVisibility: true, delay: 100 });
    expect(sight.state).to.equal('seen');
    report([
      { isVisible: true, intersectionRatio: 1 },
      { isVisible: false, intersectionRatio: 1 },
    ]);
    expect(sight.state).to.equal('doubted');
    expect(nudges).to.equal(1);
    expect(await sight.settled()).to.equal(false);
    expect(sight.state).to.equal('covered');
    report([{ isVisible: true, intersectionRatio: 1 }]);
    expect(sight.state).to.equal('seen');
    expect(await sight.settled()).to.equal(true);
  });

  it('believes the answer to the nudge', async () => {
    const sight = new Sight();
    sight.watch({} as Element, () =>
      queueMicrotask(() => report([{ isVisible: true, intersectionRatio: 1 }])),
    );
    report([{ isVisible: false, intersectionRatio: 1 }]);
    expect(await sight.settled()).to.equal(true);
  });

  it('takes no notice while the frame has no size', () => {
    const sight = new Sight();
    sight.watch({} as Element, () => expect.fail('nudged'));
    report([{ isVisible: false, intersectionRatio: 0 }]);
    expect(sight.state).to.equal('seen');
  });

  it('never blocks where the browser cannot tell', () => {
    const sight = new Sight();
    sight.watch({} as Element, () => {});
    report([{ intersectionRatio: 1 }]);
    expect(sight.state).to.equal('seen');
  });
});
