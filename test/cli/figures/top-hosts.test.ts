import { expect } from 'chai';
import { TopHosts } from '../../../cli/figures/top-hosts.ts';

describe('TopHosts', () => {
  it('keeps what is frequent, however many others come by, in bounded memory', () => {
    const hosts = new TopHosts(10, 2);
    for (let index = 0; index < 1_000; index++) {
      hosts.count(`${index}.test`, 'sandboxed');
      if (index % 2 === 0) hosts.count('often.test', 'rejected');
    }
    const top = hosts.top(1, 100);
    expect(top).to.have.length(10);
    expect(top.find(({ host }) => host === 'often.test')).to.include({ reason: 'rejected' });
    for (const { count, over } of top) expect(count).to.be.greaterThan(over);
    const { count, over } = top.find(({ host }) => host === 'often.test')!;
    expect(500).to.be.within(count - over, count);
  });

  it('tells reasons apart, adds hours up, and lets old ones go', () => {
    const hosts = new TopHosts(10, 2);
    hosts.count('a.test', 'left');
    hosts.count('a.test', 'rejected');
    hosts.turn();
    hosts.count('a.test', 'left');
    expect(hosts.top(2, 1)).to.deep.equal([{ host: 'a.test', reason: 'left', count: 2, over: 0 }]);
    expect(hosts.top(1, 9)).to.deep.equal([{ host: 'a.test', reason: 'left', count: 1, over: 0 }]);
    hosts.turn();
    hosts.turn();
    expect(hosts.top(2, 9)).to.deep.equal([]);
  });

  it('takes nothing for a host that is longer than one can be', () => {
    const hosts = new TopHosts(10, 2);
    hosts.count('a'.repeat(254), 'left');
    expect(hosts.top(1, 9)).to.deep.equal([]);
  });
});
