import { expect } from 'chai';
import { folders } from './folder.ts';
import { withPeople } from './suite.ts';

describe('openRemote', () => {
  const { open, folder } = folders();

  it('tells of writes by another process, not of its own', async () => {
    const where = await folder();
    const own = await open(where);
    const other = await open(where);
    let changes = 0;
    const first = new Promise<void>(resolve => {
      own.watchForeignWrites(() => {
        changes += 1;
        resolve();
      });
    });
    await withPeople(own, 'alice');
    await own.people.list();
    expect(changes).to.equal(0);
    // Until the first look has been taken there is nothing to compare with; so write until one is seen.
    let writing = true;
    const writes = (async () => {
      while (writing) await other.audit.add({ at: 1, actor: 'a', action: 'b', subject: 'c' });
    })();
    await first;
    writing = false;
    await writes;
    expect((await other.people.list()).map(({ name }) => name)).to.deep.equal(['alice']);
    expect(other.epoch).to.equal(own.epoch);
  });

  it('has an epoch that fits into a cursor', async () => {
    expect((await open()).epoch).to.match(/^[0-9a-z]{1,40}$/);
  });

  it('finds everything again after it was closed', async () => {
    const where = await folder();
    const first = await withPeople(await open(where), 'alice');
    await first.close();
    const second = await open(where);
    expect(second.epoch).to.equal(first.epoch);
    expect(await second.people.list()).to.have.length(1);
  });
});
