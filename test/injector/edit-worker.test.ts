import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';

describe('injector/edit-worker.ts', () => {
  it('answers a page with its edits, and null where the selector gives up', async () => {
    const worker = new Worker(new URL('../../injector/edit-worker.ts', import.meta.url));
    const ask = async (selector: string) => {
      const rule = { selector, do: 'replace', with: { text: 'new' }, number: 1 };
      worker.postMessage({ page: Buffer.from('<p>x</p>'), rules: [rule], origin: 'https://a.test' });
      return (await once(worker, 'message'))[0];
    };
    expect(await ask('p')).to.include({ outcome: 'edited' });
    expect(await ask('p[')).to.equal(null);
    await worker.terminate();
  });

  it('runs in a thread only', async () => {
    const failure = await import('../../injector/edit-worker.ts').catch((error: Error) => error);
    expect((failure as Error).message).to.contain('in a worker thread only');
  });
});
