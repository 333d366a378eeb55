import Database from 'better-sqlite3';
import { expect } from 'chai';
import { newsOf } from '../../client/news.ts';
import type { NewsEvent } from '../../relay/protocol.ts';
import { newsRows } from '../../store/news.ts';
import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('news', () => {
  const { open } = folders();
  storageSuite('news', () => open());

  it('are in the store what they are in the window', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE news (user TEXT, subject TEXT, n INTEGER, body TEXT, PRIMARY KEY (user, subject))');
    const rows = newsRows(db);
    const named = (name: string) => ({ name, display: name });
    const events: NewsEvent[] = [{ kind: 'back', person: named('bob') }];
    for (const person of ['me', 'bob'])
      for (const by of ['me', 'bob', 'carol'])
        for (const role of ['owner', 'member', 'asked', 'invited', null] as const)
          events.push({ kind: 'membership', group: named('g'), person: named(person), role, by });
    for (const [n, event] of events.entries()) {
      rows.note('me', n, event);
      const isKept = rows.of('me').some(entry => entry.n === n);
      expect(isKept, JSON.stringify(event)).to.equal(newsOf({ n, event }, 'me') !== null);
    }
    db.close();
  });
});
