import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { migrate, migrations } from '../../store/migrations.ts';

describe('migrate', () => {
  const steps = ['CREATE TABLE one (a)', 'CREATE TABLE two (b)'];
  const version = (db: Sqlite.Database) => db.pragma('user_version', { simple: true });

  it('does each step once, and only what is missing', () => {
    const db = new Sqlite(':memory:');
    migrate(db, steps.slice(0, 1));
    migrate(db, steps);
    migrate(db, steps);
    expect(version(db)).to.equal(2);
    expect(db.prepare('SELECT count(*) FROM two').pluck().get()).to.equal(0);
  });

  it('keeps nothing of a step that fails', () => {
    const db = new Sqlite(':memory:');
    expect(() => migrate(db, [...steps, 'CREATE TABLE three (c); NONSENSE'])).to.throw(/NONSENSE/);
    expect(version(db)).to.equal(0);
    expect(() => db.prepare('SELECT * FROM one')).to.throw(/no such table/);
  });

  it('refuses a database of a newer release, and says what to do', () => {
    const db = new Sqlite(':memory:');
    db.pragma('user_version = 999');
    expect(() => migrate(db))
      .to.throw(`schema 999, but this release knows only up to ${migrations.length}: start the newer release`)
      .with.property('code', 'newer_schema');
  });

  it('makes an audit log that nobody can change', () => {
    const db = new Sqlite(':memory:');
    migrate(db);
    db.prepare(
      "INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, 'a', 'b', 'c', '{}')",
    ).run();
    expect(() => db.prepare("UPDATE audit SET actor = 'x'").run()).to.throw(/append-only/);
    expect(() => db.prepare('DELETE FROM audit').run()).to.throw(/append-only/);
  });
});
