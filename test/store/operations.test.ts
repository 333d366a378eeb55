import { expect } from 'chai';
import { createOperations, type Operations, reads } from '../../store/operations.ts';
import { openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('createOperations', () => {
  const { open, folder } = folders();
  storageSuite('overview', () => open());

  it('has every operation that is named as reading', async () => {
    const db = openDatabase(await folder());
    const operations = createOperations(db);
    for (const [contract, names] of Object.entries(reads)) {
      expect(Object.keys(operations[contract as keyof Operations]), contract).to.include.members([...names]);
    }
    db.close();
  });
});
