import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('help', () => {
  const { open } = folders();
  storageSuite('help', () => open());
});
