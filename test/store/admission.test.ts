import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('admission', () => {
  const { open } = folders();
  storageSuite('admission', () => open());
});
