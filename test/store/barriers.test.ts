import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('barriers', () => {
  const { open } = folders();
  storageSuite('barriers', () => open());
});
