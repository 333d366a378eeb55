import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { createRelay } from '../../relay/create-relay.ts';
import type { Storage } from '../../relay/storage.ts';
import { refused, Stage, silent } from '../conversations/stage.ts';
import { contextOf } from './context.ts';

describe('createRelay', () => {
  it('leaves no timer behind when it is closed, and may be closed twice', async () => {
    const stage = await Stage.open();
    const [alice, bob] = await stage.people('alice', 'bob');
    await alice!.opens();
    await bob!.saysLater(await alice!.invites([bob!]));
    stage.relay.seen('bob');
    expect(stage.clock.pending).to.be.above(0);
    await stage.relay.close();
    expect(stage.clock.pending).to.equal(0);
    await stage.close();
  });

  it('does not start over a store that cannot be read, and says so', async () => {
    const fails = () => Promise.reject(new Error('broken'));
    let watches = 0;
    const { context } = contextOf({
      people: { list: fails },
      conversations: { expiring: fails, dueUsers: fails },
      watchForeignWrites: () => {
        watches++;
        return () => void watches--;
      },
    });
    await refused(createRelay({ storage: context.storage as Storage, log: silent }), 'unavailable');
    expect(watches).to.equal(0);
  });
});

describe('relay/', () => {
  const folder = new URL('../../relay/', import.meta.url);

  it('imports nothing that knows how words travel or how they are kept, and nothing of the house', async () => {
    const imported = new Set<string>();
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter(one => one.isFile())) {
      const file = pathToFileURL(`${entry.parentPath}/${entry.name}`);
      const source = await readFile(file, 'utf8');
      for (const [, name] of source.matchAll(/from '([^']+)'/g)) imported.add(name!);
    }
    // A folder of the room may look up to the room, and no further: test/house.test.ts follows the paths.
    const foreign = [...imported].filter(name => !name.startsWith('.'));
    expect(foreign.sort()).to.deep.equal(['node:crypto', 'node:util', 'zod']);
  });
});
