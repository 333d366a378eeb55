/**
 * The portal: everything that people's browsers and programs get from Hallway itself, at the magic origin through the
 * proxy and on a listener of its own.
 *
 * In: requests with the identity that the proxy established, or with a token or a log-in session; the relay; the pane's
 * bundle. Out: the pane's document with its state inline, the pages, the HTTP API and its description, the channel
 * (WebSocket), the event stream, the PAC file and the certificate.
 *
 * It never trusts a page: what another site's page could send on a person's behalf is refused before anything is looked
 * up (`origin-check.ts`). It decides nothing about conversations; that is the relay's.
 */
import { apiRoutes } from './api-routes.ts';
import { describeApi } from './openapi.ts';

export type { ApiCalls } from './api-calls.ts';
export { PortalError, type PortalErrorCode, portalErrors } from './errors.ts';
export type {
  Bypass,
  Bypasses,
  HouseChangeInput,
  HouseDocument,
  HouseQuestion,
  HouseSetting,
  HouseSource,
  HouseTrial,
} from './house.ts';
export type { Log } from './log.ts';
export {
  type OverviewFigure,
  type OverviewRange,
  type OverviewSource,
  overviewFigures,
  type ServerOverview,
} from './overview.ts';
export { createPortal, type Portal, type PortalOptions } from './portal.ts';

/** The API's description (OpenAPI 3.1) as `/api/v1/openapi.json` gives it; `version`: Hallway's, or the API's own. */
export const apiDescription = (version = '1') => describeApi(apiRoutes, version);
