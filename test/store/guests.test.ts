import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('guests', () => {
  const { open } = folders();
  storageSuite('guests', () => open());
});
