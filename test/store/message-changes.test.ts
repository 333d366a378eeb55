import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('changes', () => {
  const { open } = folders();
  storageSuite('changes', () => open());
});
