import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('announcements', () => {
  const { open } = folders();
  storageSuite('announcements', () => open());
});
