import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('people', () => {
  const { open } = folders();
  storageSuite('people', () => open());
});
