import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('conversations', () => {
  const { open } = folders();
  storageSuite('conversations', () => open());

  describe('that must not reach somebody', () => storageSuite('withheld', () => open()));
});
