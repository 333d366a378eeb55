import { folders } from './folder.ts';
import { storageSuite } from './suite.ts';

describe('eventLog', () => {
  const { open } = folders();
  storageSuite('events', () => open());
  storageSuite('pruning', () => open());
});
