import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('contacts', () => {
  const { open } = folders();
  storageSuite('contacts', () => open());
});
