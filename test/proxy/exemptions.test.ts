import { expect } from 'chai';
import { createExemptions, type Exemption } from '../../proxy/exemptions.ts';

describe('createExemptions', () => {
  let now = 0;
  let told: string[] = [];
  const make = (kept: Exemption[] = [], maxHosts = 2) =>
    createExemptions({
      ...{ keptMs: { client_refused: 200, client_certificate: 100 }, maxHosts, kept, now: () => now },
      changed: (what, host) => void told.push(`${what} ${host}`),
    });
  const seen = (host: string, reason: Exemption['reason'] = 'client_certificate') => ({
    ...{ host, reason, count: 4, clients: 3, firstAt: now, lastAt: now },
  });
  beforeEach(() => {
    now = 0;
    told = [];
  });

  it('exempts a host for a while, within a bound', () => {
    const exemptions = make();
    for (const host of ['a', 'b', 'c']) exemptions.add(seen(host));
    expect(['a', 'b', 'c'].map(host => exemptions.find(host)?.host)).to.deep.equal([undefined, 'b', 'c']);
    now = 100;
    expect(exemptions.find('c')).to.equal(null);
    expect(exemptions.list()).to.deep.equal([]);
  });

  it('goes on with one that is seen again, and says when it began and when it will end', () => {
    const exemptions = make();
    exemptions.add(seen('a', 'client_refused'));
    now = 50;
    exemptions.add(seen('a', 'client_refused'));
    expect(exemptions.list()).to.deep.equal([
      { ...seen('a', 'client_refused'), firstAt: 0, lastAt: 50, until: 250 },
    ]);
    expect(told).to.deep.equal(['learned a']);
  });

  it('remembers an earlier run, but for what is over', () => {
    now = 10;
    const kept = [
      { ...seen('old'), until: 10 },
      { ...seen('new'), until: 11 },
    ];
    const exemptions = make(kept);
    expect(exemptions.list().map(({ host }) => host)).to.deep.equal(['new']);
    expect(told).to.deep.equal([]);
  });

  it('ends one by name, or all that came from refusals', () => {
    const exemptions = make([], 9);
    exemptions.add(seen('asks'));
    exemptions.add(seen('pinned', 'client_refused'));
    exemptions.add(seen('other', 'client_refused'));
    expect([exemptions.end('pinned'), exemptions.end('pinned'), exemptions.end('none')]).to.deep.equal([
      ...[true, false, false],
    ]);
    exemptions.endRefused();
    expect(exemptions.list().map(({ host }) => host)).to.deep.equal(['asks']);
    expect(told.slice(3)).to.deep.equal(['ended pinned', 'ended other']);
  });
});
