import { expect } from 'chai';
import { Rewriting } from '../../proxy/rewriting.ts';

describe('Rewriting', () => {
  const collect = () => {
    const out: string[] = [];
    const sink = {
      filtered: (bytes: Buffer) => void out.push(String(bytes)),
      filterEnded: () => void out.push('END'),
      filterReady: () => void out.push('READY'),
      filterFailed: (_error: unknown, swallowed: Buffer[] | null) => void out.push(`FAILED ${swallowed}`),
    };
    return { out, sink };
  };
  const turn = () => new Promise(resolve => setImmediate(resolve));

  it('passes results of both kinds on, in order', async () => {
    const { out, sink } = collect();
    let count = 0;
    const write = (chunk: Buffer) => (count++ % 2 ? Promise.resolve(chunk) : chunk);
    const rewriting = new Rewriting({ write, end: () => Buffer.from('z'), destroy() {} }, sink);
    expect(rewriting.push(Buffer.from('a'))).to.equal(true);
    expect(rewriting.push(Buffer.from('b'))).to.equal(false);
    rewriting.push(Buffer.from('c'));
    rewriting.end();
    await turn();
    expect(out).to.deep.equal(['a', 'b', 'c', 'z', 'END']);
  });

  it('gives back what a failing filter swallowed, until it gave something out', async () => {
    for (const [given, wanted] of [
      ['', 'FAILED a,b'],
      ['x', 'FAILED null'],
    ]) {
      const { out, sink } = collect();
      let count = 0;
      const write = () => {
        if (count++) throw new Error('no');
        return Buffer.from(given!);
      };
      const rewriting = new Rewriting({ write, end: () => Buffer.alloc(0), destroy() {} }, sink);
      rewriting.push(Buffer.from('a'));
      rewriting.push(Buffer.from('b'));
      expect(out.at(-1)).to.equal(wanted);
    }
  });

  it('says nothing more once it is destroyed', async () => {
    const { out, sink } = collect();
    const rewriting = new Rewriting(
      { write: async chunk => chunk, end: async () => Buffer.alloc(0), destroy() {} },
      sink,
    );
    rewriting.push(Buffer.from('a'));
    rewriting.destroy();
    await turn();
    expect(out).to.deep.equal([]);
  });
});
