import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('addresses', () => {
  const { open } = folders();
  storageSuite('addresses', () => open());
});
