import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('auditLog', () => {
  const { open } = folders();
  storageSuite('audit', () => open());
});
