import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('preferences', () => {
  const { open } = folders();
  storageSuite('preferences', () => open());
});
