import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Relay } from '../relay/relay.ts';
import { addAccountForms } from './account-forms.ts';
import { addAddresses, canonicalAddress } from './address-forms.ts';
import { createAddressKeys } from './address-key.ts';
import { addAdmissionForms } from './admission-forms.ts';
import { addApi } from './api.ts';
import { createAssets } from './assets.ts';
import { createCallers } from './caller.ts';
import { createChannels } from './channel.ts';
import { createChannelDoor } from './channel-door.ts';
import { createContacts, type Visitor } from './contact.ts';
import { PortalError } from './errors.ts';
import { createEventStreams } from './events.ts';
import { acceptForms } from './form.ts';
import { createFormTokens } from './form-token.ts';
import { createForwarders } from './forwarders.ts';
import { fragmentScript } from './fragment-script.ts';
import type { HouseSource } from './house.ts';
import { createKnownHosts } from './known-hosts.ts';
import type { Log } from './log.ts';
import { addLoginForms } from './login-forms.ts';
import type { OverviewSource } from './overview.ts';
import { addOwnAddress } from './own-address-forms.ts';
import { renderError } from './page.ts';
import { createPaneTokens } from './pane-token.ts';
import { pictureScript } from './picture-script.ts';
import { type AnswerCounts, logRequests } from './request-log.ts';
import { createGuard } from './route-guard.ts';
import { pageHeaders } from './security-headers.ts';
import { createApp, drain, listenOn, refuseOtherMethods } from './server.ts';
import { addSite, htmlType, pageContext, type SiteParts } from './site.ts';
import { siteScript } from './site-script.ts';
import { siteStyle } from './site-style.ts';

export interface PortalOptions {
  relay: Relay;
  /**
   * The pane's bundle; the modules that its script imports, whose names tell their content, with those that it cannot
   * begin without; and its texts in languages other than English.
   */
  assets: {
    script: Buffer;
    style: Buffer;
    modules?: Record<string, Buffer>;
    preload?: string[];
    texts?: Record<string, Record<string, string>>;
  };
  /** Host name of the magic origin. */
  magicHost: string;
  /** What else the direct listener is called: host names, or origins such as `https://talk.example.org` behind a TLS end. */
  names?: readonly string[];
  /** Addresses and networks whose X-Forwarded-* and Forwarded headers on the direct listener are believed. */
  forwarders?: readonly string[];
  /** At least 16 bytes; every kind of token has its own key derived from it. */
  secret: Buffer;
  /** The certificate that browsers must trust, or `null` where they trust it already. */
  caPem(): string | null;
  /** "host:port" as people must enter it. */
  proxyAddress(): string;
  /** "host:port" of the direct listener. */
  portalAddress(): string;
  /** Whether people without an account may reach people and groups at their addresses; they may if not given. */
  addresses?: boolean;
  intercept: 'always' | 'invited' | 'never';
  /** In Prometheus' text format. */
  metrics?(): Promise<string>;
  /** For administrators. */
  overview?: OverviewSource;
  house?: HouseSource;
  log: Log;
  now?(): number;
  version: string;
}

export interface Portal {
  /** Answers what the proxy hands over, with the identity that it established. */
  magic: {
    request(request: IncomingMessage, response: ServerResponse, visitor: Visitor): void;
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, visitor: Visitor): void;
  };
  /** Goes on by these; what is left out stays. */
  use(changed: Partial<Pick<SiteParts, 'hasAddresses'>>): void;
  /** Opens the direct listener; port 0 picks a free one. */
  listen(port: number, host: string): Promise<{ host: string; port: number }>;
  /** Answers by status, and bytes that readers of channels have not taken yet. */
  figures(): { answers: AnswerCounts; unsentBytes: number };
  /** Tells channels to come back, ends streams, and cuts what is not done after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Makes everything that is served from the magic origin and on the direct listener. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  const { relay, log, magicHost, secret, now = Date.now } = options;
  const contacts = createContacts(
    magicHost,
    createKnownHosts([magicHost, ...(options.names ?? [])]),
    createForwarders(options.forwarders ?? []),
  );
  const tokens = createPaneTokens(secret, now);
  const callers = createCallers(relay, tokens);
  const channels = createChannels(relay);
  const streams = createEventStreams(relay);
  const door = createChannelDoor({ contacts, callers, channels, log });
  const site = createSiteParts(options, { contacts, callers, tokens, now });

  const { app, server } = createApp(
    log,
    contacts,
    (request, problem) => drawError(site, request, problem),
    async request => (site.hasAddresses ? canonicalAddress(site, request) : null),
  );
  const handler = app.routing;
  const answers = logRequests(app, contacts, log);
  app.addHook('onRequest', createGuard(contacts));
  const seal = refuseOtherMethods(app);
  app.register(
    async child =>
      addApi(child, {
        ...{ relay, contacts, callers, streams },
        version: options.version,
        overview: options.overview,
        house: options.house,
      }),
    {
      prefix: '/api/v1',
    },
  );
  app.register(async child => {
    acceptForms(child);
    addSite(child, site);
    addLoginForms(child, site);
    addAdmissionForms(child, site);
    addAccountForms(child, site);
    child.register(async addresses => {
      addresses.addHook('onRequest', async () => {
        if (!site.hasAddresses) throw new PortalError('unknown_path', 'There is nothing at this address.');
      });
      addAddresses(addresses, site);
      addOwnAddress(addresses, site);
    });
  });
  app.register(async () => seal());
  await app.ready();
  server.on('upgrade', (request, socket, head) => void door(request, socket, head));

  return {
    magic: {
      request(request, response, visitor) {
        contacts.fromProxy(request, visitor);
        handler(request, response);
      },
      upgrade(request, socket, head, visitor) {
        contacts.fromProxy(request, visitor);
        void door(request, socket, head);
      },
    },
    use: changed => void Object.assign(site, changed),
    listen: (port, host) => listenOn(server, port, host),
    figures: () => ({
      answers: { ...answers },
      unsentBytes: channels.unsentBytes() + streams.unsentBytes(),
    }),
    async close(graceMs) {
      streams.close();
      await Promise.all([channels.close(), drain(server, graceMs)]);
      await app.close();
    },
  };
}

function createSiteParts(
  options: PortalOptions,
  made: Pick<SiteParts, 'contacts' | 'callers' | 'now'> & { tokens: ReturnType<typeof createPaneTokens> },
): SiteParts {
  const { relay, secret, assets: bundle } = options;
  const assets = createAssets(
    {
      'pane.js': bundle.script,
      'pane.css': bundle.style,
      'site.js': Buffer.from(siteScript),
      'fragment.js': Buffer.from(fragmentScript),
      'picture.js': Buffer.from(pictureScript),
      'site.css': Buffer.from(siteStyle),
    },
    bundle.modules,
  );
  const { tokens, ...rest } = made;
  return {
    ...rest,
    relay,
    assets,
    pane: {
      relay,
      tokens,
      scriptUrl: assets.url('pane.js'),
      styleUrl: assets.url('pane.css'),
      preloadUrls: (bundle.preload ?? []).map(assets.url),
      texts: bundle.texts ?? {},
    },
    formTokens: createFormTokens(secret, made.now),
    addressKeys: createAddressKeys(secret, made.now),
    hasAddresses: options.addresses ?? true,
    magicHost: options.magicHost,
    caPem: options.caPem,
    proxyAddress: options.proxyAddress,
    portalAddress: options.portalAddress,
    intercept: options.intercept,
    metrics: options.metrics,
    version: options.version,
  };
}

/** People see a page where they asked for one; programs and the API's callers get the problem itself. */
function drawError(site: SiteParts, request: FastifyRequest, problem: { status: number; detail: string }) {
  const wantsPage = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/');
  if (!wantsPage) return null;
  return {
    headers: { ...pageHeaders(), 'Content-Type': htmlType },
    body: renderError(pageContext(site, request, isFromProxy(site, request)), problem),
  };
}

/** The menu of an error page needs no more: whoever comes through the proxy is known. */
function isFromProxy({ contacts }: SiteParts, request: FastifyRequest): boolean {
  try {
    return contacts.of(request.raw).visitor !== null;
  } catch {
    // It came under a host name that is not ours.
    return false;
  }
}
