import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rightsOf } from '../relay/index.ts';
import { hostSchema } from '../relay/protocol.ts';
import type { Relay } from '../relay/relay.ts';
import type { AddressKeys } from './address-key.ts';
import { renderAnnouncements } from './announcements-page.ts';
import { type Assets, chooseCoding } from './assets.ts';
import type { Callers } from './caller.ts';
import type { Contact, Contacts } from './contact.ts';
import { caType, pacType, renderPac } from './downloads.ts';
import { PortalError } from './errors.ts';
import { renderFirstSteps } from './first-steps-page.ts';
import type { FormTokens } from './form-token.ts';
import { logo, type PageContext, renderNotYours, stringsFor } from './page.ts';
import { type PaneParts, renderPane } from './pane.ts';
import type { RouteGuard } from './route-guard.ts';
import { framedHeaders, pageHeaders, paneHeaders, talkHeaders } from './security-headers.ts';
import { chooseLanguage } from './strings.ts';

/** What the pages are made with. */
export interface SiteParts {
  relay: Relay;
  contacts: Contacts;
  callers: Callers;
  assets: Assets;
  pane: PaneParts;
  formTokens: FormTokens;
  addressKeys: AddressKeys;
  /** May change while the portal runs. */
  hasAddresses: boolean;
  magicHost: string;
  caPem(): string | null;
  proxyAddress(): string;
  portalAddress(): string;
  intercept: 'always' | 'invited' | 'never';
  metrics?: (() => Promise<string>) | undefined;
  version: string;
  now(): number;
}

export const htmlType = 'text/html; charset=utf-8';

/** A page's strings, links and menu for whoever asks. */
export function pageContext(
  parts: SiteParts,
  request: FastifyRequest,
  isKnown: boolean,
  hasRights = false,
): PageContext {
  const language = chooseLanguage(request.headers['accept-language']);
  return {
    language,
    strings: stringsFor(language),
    styleUrl: parts.assets.url('site.css'),
    version: parts.version,
    isKnown,
    hasRights,
  };
}

/** Those without an account come to the direct listener: the magic origin is for people behind the proxy. */
export function directOrigin(parts: SiteParts, request: FastifyRequest): string {
  const contact = parts.contacts.of(request.raw);
  return contact.listener === 'direct' ? contact.origins[0]! : `http://${parts.portalAddress()}`;
}

/** Sends a plain page. */
export const sendPage = (reply: FastifyReply, markup: string, status = 200): FastifyReply =>
  reply.code(status).headers(pageHeaders()).header('Vary', 'Accept-Language').type(htmlType).send(markup);

/** Documents, assets and downloads: all that is read by GET outside the API. */
export function addSite(app: FastifyInstance, parts: SiteParts): void {
  addDocuments(app, parts);
  addAssets(app, parts.assets);
  addDownloads(app, parts);
  addService(app, parts);
}

const latestAnnouncements = 10;

const guarded = (kind: RouteGuard['kind'], overPlainHttp = false) => ({
  config: { guard: { kind, overPlainHttp } },
});

function addDocuments(app: FastifyInstance, parts: SiteParts): void {
  app.get('/', guarded('document', true), async (request, reply) => {
    const contact = parts.contacts.of(request.raw);
    const user = await parts.callers.viewer(contact, request.headers);
    const markup = renderFirstSteps(
      pageContext(parts, request, user !== null, await hasRights(parts, user)),
      await firstSteps(parts, contact, request, user),
    );
    sendPage(reply, markup);
    return reply.headers(pageHeaders([`http://${parts.magicHost}`, `https://${parts.magicHost}`]));
  });

  app.get('/pane', guarded('pane'), async (request, reply) => {
    const { visitor, origins } = parts.contacts.of(request.raw);
    if (!visitor)
      throw new PortalError('unknown_path', 'The pane stands at the magic origin only. Use /talk here.');
    reply.headers(paneHeaders(origins[0]!)).type(htmlType);
    if (parts.relay.refusesPages(visitor.user, hostOf(request.headers.referer))) return reply.send(emptyPane);
    const markup = await renderPane(parts.pane, {
      user: visitor.user,
      origin: origins[0]!,
      mode: 'pane',
      acceptLanguage: request.headers['accept-language'],
      direct: directOrigin(parts, request),
    });
    return reply.send(markup);
  });

  app.get('/announcements', guarded('pane'), async (request, reply) => {
    const { visitor } = parts.contacts.of(request.raw);
    if (!visitor) throw new PortalError('unknown_path', 'The announcements stand at the magic origin only.');
    const latest = await parts.relay.announcements(visitor.user, latestAnnouncements);
    const markup = renderAnnouncements(pageContext(parts, request, true), latest);
    return reply.headers(framedHeaders).header('Vary', 'Accept-Language').type(htmlType).send(markup);
  });

  for (const path of ['/talk', '/people', '/help']) {
    app.get(path, guarded('document'), async (request, reply) => {
      const contact = parts.contacts.of(request.raw);
      const user = await parts.callers.viewer(contact, request.headers);
      if (!user) return reply.redirect(`/login?next=${path}`, 303);
      return sendPanePage(parts, request, reply, user);
    });
  }

  for (const path of ['/admin', '/admin/*']) {
    app.get(path, guarded('document'), async (request, reply) => {
      const user = await parts.callers.viewer(parts.contacts.of(request.raw), request.headers);
      if (!user) return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
      if (await hasRights(parts, user)) return sendPanePage(parts, request, reply, user);
      return sendPage(reply, renderNotYours(pageContext(parts, request, true)), 403);
    });
  }
}

/** The pane's code as a page of its own. */
async function sendPanePage(
  parts: SiteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  user: string,
): Promise<FastifyReply> {
  const origin = parts.contacts.of(request.raw).origins[0]!;
  const markup = await renderPane(parts.pane, {
    ...{ user, origin, mode: 'page', direct: directOrigin(parts, request) },
    acceptLanguage: request.headers['accept-language'],
  });
  return reply.headers(talkHeaders(origin)).type(htmlType).send(markup);
}

/** Whether they may do more than others: then there is a page for it. */
export const mayMore = (me: Parameters<typeof rightsOf>[0]): boolean => rightsOf(me).length > 0;
export const hasRights = async (parts: SiteParts, user: string | null): Promise<boolean> =>
  user !== null && mayMore(await parts.relay.me(user));

/** In a page that a browser kept from before; the loader, which hears nothing from it, takes the frame away. */
const emptyPane = '<!doctype html>\n<title>Hallway</title>\n';

/** The page around the pane, where the browser tells. Its word decides about nothing but its own window. */
const hostOf = (referer: string | undefined): string =>
  hostSchema.safeParse(URL.parse(referer ?? '')?.hostname ?? '').data ?? '';

/** Whether people may make accounts of their own. */
export const takesNewcomers = ({ relay }: Pick<SiteParts, 'relay'>): boolean =>
  relay.admission.registration !== 'closed';

async function firstSteps(parts: SiteParts, contact: Contact, request: FastifyRequest, user: string | null) {
  const isNew = user !== null && 'welcome' in (request.query as object);
  return {
    welcome: isNew ? (await parts.relay.me(user)).display : null,
    mayRegister: user === null && takesNewcomers(parts),
    comesByProxy: contact.listener === 'magic',
    trustsCertificate: contact.listener === 'magic' && !contact.plainMagic,
    magicHost: parts.magicHost,
    // Never at the magic origin: a browser fetches it before it has a proxy.
    pacUrl: `${directOrigin(parts, request)}/proxy.pac`,
    proxyAddress: parts.proxyAddress(),
    hasCertificate: parts.caPem() !== null,
    intercept: parts.intercept,
    scriptUrl: parts.assets.url('site.js'),
    userAgent: request.headers['user-agent'],
  };
}

function addAssets(app: FastifyInstance, assets: Assets): void {
  app.get<{ Params: { file: string } }>('/assets/:file', guarded('asset', true), async (request, reply) => {
    const asset = assets.find(request.params.file);
    if (!asset) throw new PortalError('unknown_path', 'There is no such file.');
    const coding = chooseCoding(request.headers['accept-encoding']);
    if (coding !== 'identity') reply.header('Content-Encoding', coding);
    return reply
      .headers({
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        Vary: 'Accept-Encoding',
      })
      .type(asset.type)
      .send(asset.bodies[coding]);
  });
}

const onePixel = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

function addDownloads(app: FastifyInstance, parts: SiteParts): void {
  app.get('/proxy.pac', guarded('public', true), async (_request, reply) =>
    reply.type(pacType).send(renderPac(parts.proxyAddress(), parts.magicHost)),
  );
  app.get('/ca.crt', guarded('public', true), async (_request, reply) => {
    const pem = parts.caPem();
    if (pem === null) throw new PortalError('no_certificate', 'There is no certificate to install here.');
    return reply.header('Content-Disposition', 'inline; filename="hallway-ca.crt"').type(caType).send(pem);
  });
  app.get('/favicon.svg', guarded('asset', true), async (_request, reply) =>
    reply.header('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(logo),
  );
  app.get('/reach.svg', guarded('probe', true), async (_request, reply) =>
    reply.header('Cross-Origin-Resource-Policy', 'cross-origin').type('image/svg+xml').send(onePixel),
  );
}

/** For those who run the installation: on its own listener only, where no page of the outside reaches it. */
function addService(app: FastifyInstance, parts: SiteParts): void {
  const onDirect = (request: FastifyRequest) => {
    if (parts.contacts.of(request.raw).listener === 'direct') return;
    throw new PortalError('unknown_path', 'This stands on the portal’s own listener only.');
  };
  app.get('/healthz', guarded('public'), async request => {
    onDirect(request);
    return { status: 'ok', version: parts.version };
  });
  app.get('/metrics', guarded('public'), async (request, reply) => {
    onDirect(request);
    if (!parts.metrics) throw new PortalError('unknown_path', 'No metrics are kept.');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await parts.metrics());
  });
}
