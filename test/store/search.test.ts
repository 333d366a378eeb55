import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { migrate, migrations } from '../../store/migrations.ts';
import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('search', () => {
  const { open } = folders();
  storageSuite('search', () => open());

  it('finds what was said before there was an index', () => {
    const db = new Sqlite(':memory:');
    const before = migrations.findIndex(step => String(step).includes('message_words'));
    migrate(db, migrations.slice(0, before));
    db.exec(`INSERT INTO people (name, display, role, password, search, at) VALUES ('a', 'A', 'user', 'x', '', 1);
      INSERT INTO conversations (id, header, at, active_at) VALUES ('c', '', 1, 1);
      INSERT INTO messages (id, conversation, seq, sender, client_id, text, at) VALUES ('m', 'c', 1, 'a', 'i', 'old words', 1)`);
    migrate(db);
    const found = db.prepare("SELECT rowid FROM message_words WHERE message_words MATCH 'old'").all();
    expect(found).to.have.length(1);
  });
});
