import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('tokens', () => {
  const { open } = folders();
  storageSuite('people', () => open());
});
