import { createInjector, type Injector } from '../injector/index.ts';
import type { Settings } from './settings-table.ts';

/** The injector as the settings want it: the same for the server and for `hallway explain`. */
export function makeInjector({ portal, inject, replace }: Settings, loader: string): Injector {
  return createInjector({ loader, paneUrl: `https://${portal.host}/pane`, skip: inject.skip, replace });
}
