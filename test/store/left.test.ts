import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('leftMessages', () => {
  const { open } = folders();
  storageSuite('left', () => open());
});
