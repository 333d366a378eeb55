import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { auditLog } from '../../../store/audit.ts';
import { migrate, migrations } from '../../../store/migrations.ts';
import auditChain from '../../../store/schema/065-audit-chain.ts';

const key = Buffer.alloc(32, 1);

describe('auditChain', () => {
  it('takes entries from before the chain into it', () => {
    const db = new Sqlite(':memory:');
    const chain = migrations.indexOf(auditChain);
    migrate(db, migrations.slice(0, chain));
    const old = db.prepare(
      "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, 'a', 'b', 'c', '{}')",
    );
    for (const at of [1, 2, 3]) old.run(at);
    migrate(db, migrations, key);
    const log = auditLog(db, key);
    log.add({ at: 4, actor: 'alice', action: 'did', subject: 'this' });
    const head = log.head();
    expect(head).to.include({ n: 4, isSealed: true, isLast: true });
    expect(log.check(head.removed, 4, 9)).to.deep.equal({ n: 4, hash: head.hash });
    expect(log.list(9).every(({ action }) => action !== 'audit_broken')).to.equal(true);
  });
});
