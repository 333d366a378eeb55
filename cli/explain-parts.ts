import { createOriginClient } from '../proxy/index.ts';
import { buildClientAssets } from './client-assets.ts';
import type { ExplainParts } from './explain.ts';
import { makeInjector } from './make-injector.ts';
import type { Settings } from './settings-table.ts';
import { upstreamOptions } from './upstream-options.ts';

const timeoutMs = 20_000;

/** What `explain` works with, made from the settings; close its client when done. */
export async function openExplainParts(settings: Settings): Promise<ExplainParts> {
  const { loader } = await buildClientAssets({ magicOrigin: `https://${settings.portal.host}` });
  const client = createOriginClient({
    upstream: upstreamOptions(settings),
    listeners: [settings.listen.proxy.port],
    timeoutMs,
  });
  return { client, injector: makeInjector(settings, loader), settings };
}
