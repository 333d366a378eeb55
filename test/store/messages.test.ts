import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('messages', () => {
  const { open } = folders();
  storageSuite('conversations', () => open());
});
