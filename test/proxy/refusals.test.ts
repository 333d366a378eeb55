import { expect } from 'chai';
import { createRefusals, type RefusalEvidence } from '../../proxy/refusals.ts';

describe('createRefusals', () => {
  let now = 0;
  let found: RefusalEvidence[] = [];
  let withdrawn: string[] = [];
  const make = () =>
    createRefusals({
      ...{ minClients: 3, withinMs: 100, maxHosts: 10, maxClients: 10, now: () => now },
      found: evidence => void found.push(evidence),
      withdrawn: host => void withdrawn.push(host),
    });
  beforeEach(() => {
    now = 0;
    found = [];
    withdrawn = [];
  });

  it('finds a host that several clients refuse, not one that one client refuses often', () => {
    const refusals = make();
    for (let times = 0; times < 9; times++) refusals.refused('bob', 'app.test');
    refusals.refused('alice', 'app.test');
    expect(found).to.deep.equal([]);
    now = 5;
    refusals.refused('carol', 'app.test');
    expect(found).to.deep.equal([{ host: 'app.test', count: 11, clients: 3, firstAt: 0, lastAt: 5 }]);
  });

  it('forgets refusals after a while', () => {
    const refusals = make();
    for (const name of ['alice', 'bob']) refusals.refused(name, 'app.test');
    now = 100;
    refusals.refused('carol', 'app.test');
    expect(found).to.deep.equal([]);
  });

  it('does not count who has come in at the host since', () => {
    const refusals = make();
    for (const name of ['alice', 'bob']) refusals.refused(name, 'site.test');
    refusals.accepted('bob', 'site.test');
    refusals.refused('carol', 'site.test');
    expect(found).to.deep.equal([]);
    refusals.refused('bob', 'site.test');
    expect(found).to.have.length(1);
  });

  it('does not count who refuses everywhere, and takes back what was found by them', () => {
    const refusals = make();
    for (const name of ['new1', 'new2', 'new3']) refusals.refused(name, 'start.test');
    expect(found.map(({ host }) => host)).to.deep.equal(['start.test']);
    for (const host of ['a.test', 'b.test']) refusals.refused('new1', host);
    expect(withdrawn).to.deep.equal(['start.test']);
    for (const name of ['new2', 'new3', 'new1']) refusals.refused(name, 'b.test');
    expect(found).to.have.length(1);
  });

  it('counts those who take our certificate elsewhere, however many hosts they refuse it at', () => {
    const refusals = make();
    const hosts = ['a.test', 'b.test', 'c.test', 'd.test'];
    for (const name of ['alice', 'bob', 'carol']) {
      refusals.accepted(name, 'site.test');
      for (const host of hosts) refusals.refused(name, host);
    }
    expect(found.map(({ host }) => host)).to.deep.equal(hosts);
    refusals.clear();
    refusals.refused('dora', 'a.test');
    expect(found).to.have.length(4);
  });
});
