import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('invitations', () => {
  const { open } = folders();
  storageSuite('invitations', () => open());
});
