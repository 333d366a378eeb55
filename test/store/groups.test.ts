import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('groups', () => {
  const { open } = folders();
  storageSuite('groups', () => open());
});
