import type { FigureSources } from '../../../cli/figures/figures.ts';
import { createMeters } from '../../../cli/figures/meters.ts';
import type { ProcessFigures } from '../../../cli/figures/process-figures.ts';

type Told = { [K in Exclude<keyof FigureSources, 'meters'>]: ReturnType<FigureSources[K]> };

/** Rooms in which nothing has happened yet; a test changes what they tell. */
export function someFigures(): { told: Told; sources: FigureSources; process: ProcessFigures } {
  const told: Told = {
    proxy: {
      ...{ requests: 0, activeRequests: 0, rewritten: 0, failed: 0, aborted: 0, challenges: 0, tunnels: 0 },
      ...{ openTunnels: 0, endedTunnels: 0, interceptions: 0, openInterceptions: 0, upgrades: 0, magic: 0 },
      ...{ retries: 0, verifications: 0, blindBytes: 0, leavesMinted: 0, leavesReused: 0, cachedLeaves: 0 },
    },
    relay: {
      ...{ messages: 0, invitations: 0, announcements: 0, events: {} },
      logInsRefused: { wrong: 0, limited: 0, disabled: 0 },
      previews: { shown: 0, none: 0, limited: 0, failed: 0 },
      ...{ channels: 0, eventStreams: 0, deliveriesWaiting: 0 },
      presence: { online: 0, idle: 0, away: 0, dnd: 0, browsing: 0 },
    },
    store: { commits: 0, operations: 0, waiting: 0 },
    portal: { answers: { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 }, unsentBytes: 0 },
  };
  const sources: FigureSources = {
    proxy: () => told.proxy,
    relay: () => told.relay,
    store: () => told.store,
    portal: () => told.portal,
    meters: createMeters(),
  };
  const process: ProcessFigures = {
    memoryBytes: () => 1_000_000,
    gcMs: () => 0,
    eventLoopDelay: () => 0.001,
    close() {},
  };
  return { told, sources, process };
}
