import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('house', () => {
  const { open } = folders();
  storageSuite('house', () => open());
});
