import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { siteScript } from '../../portal/site-script.ts';

/** Runs the script over two lights; `reached`: which addresses load. Resolves when it has looked once. */
async function look(reached: string[]) {
  const makeLight = (url: string) => {
    const text = { textContent: '?' };
    return {
      dataset: { probe: url, yes: 'yes', no: 'no' } as Record<string, string>,
      querySelector: () => text,
      text,
    };
  };
  const lights = [makeLight('http://h/reach.svg'), makeLight('https://h/reach.svg')];
  const ready = { hidden: true };
  const listeners: Record<string, () => Promise<void>> = {};
  const shared = {
    document: {
      querySelector: () => ready,
      querySelectorAll: (selector: string) =>
        selector.includes('state="yes"') ? lights.filter(({ dataset }) => dataset.state === 'yes') : lights,
    },
    Image: class {
      onload: (() => void) | null = null;
      onerror: (() => void) | null = null;
      set src(url: string) {
        const isReached = reached.some(one => url.startsWith(one));
        queueMicrotask(() => (isReached ? this.onload?.() : this.onerror?.()));
      }
    },
    addEventListener: (name: string, listener: () => Promise<void>) => {
      listeners[name] = listener;
    },
    setTimeout,
    clearTimeout,
  };
  runInNewContext(siteScript, shared);
  await listeners.focus!();
  return {
    states: lights.map(({ dataset }) => dataset.state),
    texts: lights.map(({ text }) => text.textContent),
    ready,
  };
}

describe('siteScript', () => {
  it('says that all is set when both addresses load', async () => {
    const { states, ready } = await look(['http://h/', 'https://h/']);
    expect(states).to.deep.equal(['yes', 'yes']);
    expect(ready.hidden).to.equal(false);
  });

  it('tells a missing certificate from a missing proxy', async () => {
    const { states, ready } = await look(['http://h/']);
    expect(states).to.deep.equal(['yes', 'no']);
    expect(ready.hidden).to.equal(true);
  });

  it('says nothing of the certificate while there is no proxy', async () => {
    const { states, texts } = await look([]);
    expect(states).to.deep.equal(['no', undefined]);
    expect(texts).to.deep.equal(['no', '?']);
  });
});
