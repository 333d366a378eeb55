import { expect } from 'chai';
import { createCredentialCache } from '../../proxy/credential-cache.ts';

describe('createCredentialCache', () => {
  let now = 0;
  let asked = 0;
  const make = (maxEntries = 10) =>
    createCredentialCache({
      async verify(name, password) {
        asked++;
        await Promise.resolve();
        return password === 'pw' ? { ok: true, user: name } : { ok: false, reason: 'wrong' };
      },
      now: () => now,
      idleMs: 60_000,
      maxMs: 600_000,
      maxEntries,
    });
  const enter = (cache: ReturnType<typeof make>, name: string) =>
    cache.verify(`v ${name}`, { name, password: 'pw' }, 'a');
  beforeEach(() => {
    now = 0;
    asked = 0;
  });

  it('remembers for a minute after the last use, and ten minutes at most', async () => {
    const cache = make();
    await enter(cache, 'bob');
    for (now = 0; now < 600_000; now += 50_000) expect(cache.lookup('v bob')).to.equal('bob');
    now = 600_000;
    expect(cache.lookup('v bob')).to.equal(undefined);
  });

  it('forgets after a minute without use', async () => {
    const cache = make();
    await enter(cache, 'bob');
    now = 60_000;
    expect(cache.lookup('v bob')).to.equal(undefined);
  });

  it('verifies once what is asked at the same time', async () => {
    const cache = make();
    await Promise.all([enter(cache, 'bob'), enter(cache, 'bob')]);
    expect(asked).to.equal(1);
  });

  it('never remembers a wrong password', async () => {
    const cache = make();
    const answer = await cache.verify('v', { name: 'bob', password: 'no' }, 'a');
    expect(answer.ok).to.equal(false);
    expect(cache.size).to.equal(0);
  });

  it('stays bounded', async () => {
    const cache = make(2);
    for (const name of ['a', 'b', 'c']) await enter(cache, name);
    expect(cache.size).to.equal(2);
    expect(cache.lookup('v a')).to.equal(undefined);
  });

  it('forgets a user who was revoked, even while being verified', async () => {
    const cache = make();
    await enter(cache, 'bob');
    cache.revoke('bob');
    expect(cache.lookup('v bob')).to.equal(undefined);
    const late = enter(cache, 'bob');
    cache.revoke('bob');
    await late;
    expect(cache.lookup('v bob')).to.equal(undefined);
  });
});
