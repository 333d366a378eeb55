import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('files', () => {
  const { open } = folders();
  storageSuite('files', () => open());
});
