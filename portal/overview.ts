import { z } from 'zod';
import { time } from './api-shapes.ts';

/** What an administrator sees of the server as time series: by name, the unit and what it says. */
export const overviewFigures = {
  requests: ['per_second', 'Requests through the proxy'],
  pages: ['per_second', 'Responses that could have been pages'],
  pagesInjected: ['per_second', 'Pages that carry the window'],
  pagesPassed: ['per_second', 'Pages that went through untouched'],
  firstBytePassed: ['seconds', 'Time to the first byte of what passed untouched; 95 of 100 were faster'],
  firstByteInjected: ['seconds', 'Time to the first byte of injected pages; 95 of 100 were faster'],
  tunnelSetUp: ['seconds', 'Time until a blind tunnel stood; 95 of 100 were faster'],
  openTunnels: ['count', 'Blind tunnels that are open'],
  blindBytes: ['bytes_per_second', 'Bytes both ways in blind tunnels'],
  openInterceptions: ['count', 'Connections of browsers that are intercepted'],
  interceptions: ['per_second', 'Connections intercepted'],
  interceptionFailures: ['per_second', 'Interceptions that came to nothing'],
  upstreamErrors: ['per_second', 'Requests that origins did not answer well'],
  channels: ['count', 'Open channels, event streams included'],
  present: ['count', 'People with an open channel'],
  browsing: ['count', 'People without a channel who are browsing'],
  messages: ['per_second', 'Messages sent'],
  invitations: ['per_second', 'Invitations sent'],
  announcements: ['per_second', 'Announcements sent'],
  events: ['per_second', 'Entries written to event logs'],
  deliveriesWaiting: ['count', 'Entries that open channels are still owed'],
  unsentBytes: ['bytes', 'Bytes that slow readers of channels have not taken'],
  storeQueue: ['count', 'Calls to the store without an answer yet'],
  commitTime: ['seconds', 'Time of a commit; 95 of 100 were faster'],
  logInsRefused: ['per_second', 'Log-ins refused'],
  memory: ['bytes', 'Resident memory of the process'],
  eventLoopDelay: ['seconds', 'Delay of the event loop; 99 of 100 were shorter'],
  gc: ['share', 'Share of the time that garbage collection took'],
} as const;

export type OverviewFigure = keyof typeof overviewFigures;

export const overviewRange = z.enum(['hour', 'day']).meta({
  description: 'The last 60 minutes in steps of 10 s (usual), or the last 24 hours in steps of 5 minutes',
});

const counted = z.record(z.string(), z.int()).meta({ description: 'Since the start, by code' });
const figure = z.strictObject({
  unit: z.enum(['per_second', 'bytes_per_second', 'seconds', 'bytes', 'count', 'share']),
  about: z.string(),
  now: z.number().nullable(),
  values: z
    .array(z.number().nullable())
    .meta({ description: 'One for each of `times`; null: nothing known' }),
});
const hosts = z.array(
  z.strictObject({
    host: z.string(),
    reason: z.string(),
    count: z.int(),
    over: z.int().meta({ description: 'By so much at most the count is too high' }),
  }),
);
const names = Object.keys(overviewFigures) as [OverviewFigure, ...OverviewFigure[]];

/** The server as administrators see it from inside: figures and hosts; no path, no text, no person. */
export const overview = z
  .strictObject({
    at: time,
    startedAt: time,
    version: z.string(),
    node: z.string(),
    range: overviewRange,
    stepMs: z.int(),
    times: z.array(time).meta({ description: 'Ends of the steps, the oldest first' }),
    figures: z.record(z.enum(names), figure),
    presence: z.record(z.enum(['online', 'idle', 'away', 'dnd', 'browsing']), z.int()),
    totals: z.strictObject({
      pages: counted,
      interceptionFailures: counted,
      upstreamErrors: counted,
      logInsRefused: counted,
      previews: counted,
    }),
    hosts: z
      .strictObject({ interceptionFailures: hosts, passed: hosts })
      .meta({ description: 'Of the range, the most frequent first, at most 20 each' }),
  })
  .meta({ id: 'ServerOverview' });

export type OverviewRange = z.output<typeof overviewRange>;
export type ServerOverview = z.output<typeof overview>;

/** What the portal asks of whoever put the rooms together. */
export interface OverviewSource {
  read(range: OverviewRange): Promise<ServerOverview>;
}
