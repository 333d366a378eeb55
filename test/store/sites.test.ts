import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('sites', () => {
  const { open } = folders();
  storageSuite('sites', () => open());
});
