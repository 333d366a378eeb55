import { readSettings } from '../../cli/settings.ts';
import type { Settings } from '../../cli/settings-table.ts';

/** Settings for a server of a test: its own folder, free ports, a quiet log. */
export function testSettings(data: string, variables: Record<string, string> = {}): Settings {
  return readSettings(null, {
    HALLWAY_DATA: data,
    HALLWAY_LISTEN_PROXY: '127.0.0.1:0',
    HALLWAY_LISTEN_PORTAL: '127.0.0.1:0',
    HALLWAY_LOG_LEVEL: 'silent',
    ...variables,
  });
}
