import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { createPortal, type HouseSource } from '../portal/index.ts';
import { createOriginClient, createProxy, openAuthority } from '../proxy/index.ts';
import {
  createRelay,
  type Deliver,
  type Preview,
  type Relay,
  RelayError,
  type Timers,
} from '../relay/index.ts';
import { openStore } from '../store/index.ts';
import { buildClientAssets } from './client-assets.ts';
import { type DataFolder, lockDataFolder, openDataFolder } from './data-folder.ts';
import { lookInside } from './figures/inside.ts';
import { createMeters } from './figures/meters.ts';
import { createHouse } from './house.ts';
import { createTrial } from './house-trial.ts';
import { createLinkPreviews } from './link-previews.ts';
import { listenError } from './listen-error.ts';
import { proxyPolicy, relayRules } from './live-settings.ts';
import type { Logger } from './log.ts';
import { makeInjector } from './make-injector.ts';
import { formatAddress } from './setting-types.ts';
import type { Address, Settings } from './settings-table.ts';
import { upstreamOptions } from './upstream-options.ts';
import { version } from './version.ts';
import { createMessenger } from './webhook-messenger.ts';

/** A server at work: where it listens, and how to stop it. */
export interface Server {
  proxy: Address;
  portal: Address;
  relay: Relay;
  /** PEM of the certificate that browsers must trust. */
  caPem: string;
  /** Settles when the server cannot go on, with the reason; never otherwise. */
  broken: Promise<Error>;
  /** Drains: no new connections, channels told to come back; done within `graceMs` and a little. */
  stop(graceMs: number): Promise<void>;
}

/** What a caller adds to the settings: the demo its own site, a test a short life. */
export interface Extras {
  upstreamHosts?: Record<string, string>;
  upstreamCa?: string[];
  invitationLifeMs?: number;
  /** What the relay goes by instead of the machine's time. */
  clock?: { now(): number; timers: Timers };
}

/** Puts the rooms together and starts them. Whatever was opened is closed again when a later step fails. */
export async function startServer(settings: Settings, log: Logger, extras: Extras = {}): Promise<Server> {
  const folder = openDataFolder(settings.data);
  const undo: (() => unknown)[] = [lockDataFolder(folder)];
  try {
    return await compose(settings, log, extras, folder, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function compose(
  settings: Settings,
  log: Logger,
  extras: Extras,
  folder: DataFolder,
  undo: (() => unknown)[],
): Promise<Server> {
  const broken = Promise.withResolvers<Error>();
  const meters = createMeters();
  const magicOrigin = `https://${settings.portal.host}`;
  const [storage, authority, assets] = await Promise.all([
    openStore({
      folder: folder.store,
      auditKey: folder.auditKey,
      log: log.child({ room: 'store' }),
      crashed: broken.resolve,
      committed: meters.committed,
    }),
    openAuthority({
      folder: folder.ca,
      onlyHost: settings.tls.intercept === 'never' ? settings.portal.host : undefined,
    }),
    buildClientAssets({ magicOrigin }),
  ]);
  undo.push(() => storage.close());
  // Made once it is known where we listen: those places are no targets.
  let preview: Preview = async () => null;
  let tryOut: HouseSource['tryOut'] = async () => {
    throw new RelayError('unavailable', 'The server is just starting; try again.');
  };
  /** Has every room go on by other settings, once all of them are there. */
  let goOnBy: (settings: Settings) => void = () => {};
  let deliver: Deliver = () => Promise.reject(new Error('The server is just starting.'));
  const rules = (changed: Settings) => {
    const { invitationLifeMs = relayRules(changed).invitationLifeMs } = extras;
    return { ...relayRules(changed), invitationLifeMs };
  };
  const relay = await createRelay({
    storage,
    log: log.child({ room: 'relay' }),
    ...rules(settings),
    ...extras.clock,
    preview: url => preview(url),
    deliver: (post, signal) => deliver(post, signal),
    node: hostname(),
  });
  undo.push(() => relay.close());
  const house = createHouse({
    ...{ base: settings, relay, proxy: () => proxy, log },
    apply: changed => goOnBy(changed),
    tryOut: (by, question) => tryOut(by, question),
  });
  undo.push(() => house.close());
  relay.use(rules(house.settings));
  if (!relay.pages().on)
    log.warn(
      relay.pages(),
      'no page carries the window: it was switched off ("hallway pages on" lets it in again)',
    );

  let proxyAddress = settings.listen.proxy;
  let portalAddress = settings.listen.portal;
  const inside = lookInside({
    proxy: () => proxy.stats(),
    relay: () => relay.figures(),
    store: () => storage.counters(),
    portal: () => portal.figures(),
    meters,
  });
  undo.push(() => inside.stop());
  const portal = await createPortal({
    relay,
    assets,
    magicHost: settings.portal.host,
    names: settings.portal.names,
    forwarders: settings.portal.forwarders,
    secret: folder.secret,
    caPem: () => authority.certificate,
    proxyAddress: () => formatAddress(proxyAddress),
    portalAddress: () => formatAddress(portalAddress),
    addresses: house.settings.portal.addresses === 'on',
    // As the certificate was made for, which no change while the server runs can alter.
    intercept: settings.tls.intercept,
    metrics: inside.metrics,
    overview: inside.overview,
    house,
    log: log.child({ room: 'portal' }),
    version,
  });
  const fromSettings = upstreamOptions(settings);
  const upstream = {
    ...fromSettings,
    hosts: { ...fromSettings.hosts, ...extras.upstreamHosts },
    ca: [...fromSettings.ca, ...(extras.upstreamCa ?? [])],
  };
  const exemptions = { kept: await relay.house.bypasses(), changed: house.exemptionChanged };
  const proxy = createProxy({
    gate: {
      authenticate: (name, password, address) => relay.accounts.authenticate(name, password, address),
      due: user => relay.due(user),
      refusesPages: (user, host) => relay.refusesPages(user, host),
      seen: user => relay.seen(user),
      watch: listener => relay.watch(listener),
    },
    rewriter: makeInjector(house.settings, assets.loader),
    magic: portal.magic,
    magicHost: settings.portal.host,
    authority,
    policy: proxyPolicy(house.settings),
    exemptions,
    upstream,
    portalCertificate: readPortalCertificate(settings),
    log: log.child({ room: 'proxy' }),
    logsPaths: settings.log.paths === 'on',
    meter: meters.proxy,
  });

  inside.start();
  undo.push(() => portal.close(0));
  portalAddress = await portal
    .listen(portalAddress.port, portalAddress.host)
    .catch(listenError('portal', portalAddress));
  undo.push(() => proxy.close(0));
  proxyAddress = await proxy
    .listen(proxyAddress.port, proxyAddress.host)
    .catch(listenError('proxy', proxyAddress));
  const reader = createOriginClient({
    upstream,
    listeners: [proxyAddress.port, portalAddress.port],
    timeoutMs: 5_000,
  });
  undo.push(() => reader.close());
  const messenger = createOriginClient({
    upstream,
    listeners: [proxyAddress.port, portalAddress.port],
    timeoutMs: 10_000,
  });
  undo.push(() => messenger.close());
  deliver = createMessenger({ client: messenger });
  tryOut = createTrial({
    ...{ base: settings, settings: () => house.settings, client: () => reader, loader: assets.loader },
    pages: () => relay.pages(),
  });
  const noPreview: Preview = async () => null;
  const previewBy = (changed: Settings): Preview =>
    changed.conversations.previews === 'on'
      ? createLinkPreviews({ client: reader, settings: changed, now: Date.now })
      : noPreview;
  goOnBy = changed => {
    relay.use(rules(changed));
    portal.use({ hasAddresses: changed.portal.addresses === 'on' });
    proxy.use({ policy: proxyPolicy(changed), rewriter: makeInjector(changed, assets.loader) });
    preview = previewBy(changed);
  };
  // Something may have changed while the rooms were made.
  goOnBy(house.settings);

  return {
    proxy: proxyAddress,
    portal: portalAddress,
    relay,
    caPem: authority.certificate,
    broken: broken.promise,
    async stop(graceMs) {
      inside.stop();
      house.close();
      // The relay first: it tells the channels to come back, which the portal then lets go.
      await relay.close();
      await Promise.all([reader.close(), messenger.close(), proxy.close(graceMs), portal.close(graceMs)]);
      await storage.close();
      undo[0]!();
    },
  };
}

function readPortalCertificate({ portal: { cert, key } }: Settings): { cert: string; key: string } | null {
  return cert !== null && key !== null
    ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
    : null;
}
