import { expect } from 'chai';
import { KeepAlive, keepAliveTimes, type Living } from '../../portal/keep-alive.ts';

describe('KeepAlive', () => {
  const start = 1_000_000;
  let now: number;
  let keepAlive: KeepAlive;
  beforeEach(() => {
    now = start;
    keepAlive = new KeepAlive(keepAliveTimes, () => now);
  });

  function connect(answers: () => boolean) {
    const connection = {
      ...{ signAt: now, pings: [] as number[], goneAt: null as number | null },
      ping() {
        connection.pings.push(now - start);
        if (answers()) connection.signAt = now;
      },
      giveUp() {
        connection.goneAt = now - start;
      },
    };
    return connection satisfies Living;
  }
  const pass = (seconds: number, ...connections: ReturnType<typeof connect>[]) => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1_000;
      keepAlive.look(connections.filter(({ goneAt }) => goneAt === null));
    }
  };

  it('asks who is silent every few seconds, and keeps who answers', () => {
    const connection = connect(() => true);
    pass(60, connection);
    expect(connection.goneAt).to.equal(null);
    expect(connection.pings).to.have.length(12);
  });

  it('asks nobody who speaks by themselves', () => {
    const connection = connect(() => true);
    for (let second = 0; second < 30; second += 1) {
      connection.signAt = now;
      pass(1, connection);
    }
    expect(connection.pings).to.deep.equal([]);
  });

  it('gives up who gives no sign, soon enough for a truth of 20 s', () => {
    const connection = connect(() => false);
    pass(20, connection);
    expect(connection.goneAt).to.be.at.most(13_000);
    expect(connection.pings.length).to.be.at.least(2);
  });

  it('judges nobody by a time in which it was away itself', () => {
    const connection = connect(() => true);
    now += 3_600_000;
    keepAlive.look([connection]);
    expect(connection.goneAt).to.equal(null);
    const dead = connect(() => false);
    now += 3_600_000;
    keepAlive.look([dead]);
    pass(20, dead);
    expect(dead.goneAt).to.not.equal(null);
  });
});
