import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('due', () => {
  const { open } = folders();
  storageSuite('due', () => open());
});
