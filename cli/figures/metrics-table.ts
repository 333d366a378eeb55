import type { Figures } from './figures.ts';
import type { Histogram } from './histogram.ts';
import { isInjected } from './meters.ts';

type Value = number | Histogram;
/** The values of a metric's labels, and its value for them. */
export type Sample = [labels: string[], value: Value];

/** One metric: feeds `/metrics` and `docs/metrics.md` alike. */
export interface Metric {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  labels: readonly string[];
  help: string;
  read(figures: Figures): Sample[];
}

const row =
  (type: Metric['type']) =>
  (name: string, help: string, read: (figures: Figures) => Value): Metric => ({
    ...{ name: `hallway_${name}`, type, labels: [], help },
    read: figures => [[[], read(figures)]],
  });
const rows =
  (type: Metric['type']) =>
  (name: string, label: string, help: string, read: (figures: Figures) => Record<string, Value>): Metric => ({
    ...{ name: `hallway_${name}`, type, labels: [label], help },
    read: figures => Object.entries(read(figures)).map(([key, value]) => [[key], value]),
  });
const counter = row('counter');
const gauge = row('gauge');
const histogram = row('histogram');
const counters = rows('counter');
const gauges = rows('gauge');
const histograms = rows('histogram');

/** Every metric of our own, named as Prometheus wants it. Labels take their values from tables of codes. */
export const metricsTable: readonly Metric[] = [
  counter('proxy_requests_total', 'Requests forwarded.', ({ proxy }) => proxy.requests),
  gauge(
    'proxy_active_requests',
    'Requests whose answer is not complete.',
    ({ proxy }) => proxy.activeRequests,
  ),
  {
    ...{ name: 'hallway_proxy_pages_total', type: 'counter', labels: ['outcome', 'reason'] },
    help: 'Responses that could have been pages, by what became of them: injected or passed, and why (docs/errors.md).',
    read: ({ meters }) =>
      Object.entries(meters.pages).map(([reason, count]) => [
        [isInjected(reason) ? 'injected' : 'passed', reason],
        count,
      ]),
  },
  histograms(
    'proxy_first_byte_seconds',
    'kind',
    'From a request to the head of its answer: injected pages, and all else that passed.',
    ({ meters }) => meters.firstByte,
  ),
  counter('proxy_failed_total', 'Requests that ended with an error.', ({ proxy }) => proxy.failed),
  counter('proxy_aborted_total', 'Requests that browsers broke off.', ({ proxy }) => proxy.aborted),
  counters(
    'proxy_upstream_errors_total',
    'code',
    'What origins or the way to them did wrong.',
    f => f.meters.upstreamErrors,
  ),
  counters('proxy_refusals_total', 'code', 'Requests that were refused.', ({ meters }) => meters.refusals),
  counter(
    'proxy_retries_total',
    'Requests sent again because a kept connection was dead.',
    f => f.proxy.retries,
  ),
  counter('proxy_challenges_total', 'Times a log-in was asked for.', ({ proxy }) => proxy.challenges),
  counter(
    'proxy_verifications_total',
    'Passwords that the proxy had checked; all else came from its memory.',
    f => f.proxy.verifications,
  ),
  counter('proxy_magic_requests_total', 'Requests for the magic origin.', ({ proxy }) => proxy.magic),
  counter('proxy_upgrades_total', 'WebSockets and other upgrades.', ({ proxy }) => proxy.upgrades),
  counter('proxy_tunnels_total', 'Blind tunnels opened.', ({ proxy }) => proxy.tunnels),
  gauge('proxy_open_tunnels', 'Blind tunnels that are open.', ({ proxy }) => proxy.openTunnels),
  counter(
    'proxy_ended_tunnels_total',
    'Quiet tunnels ended so that an invitation can be shown.',
    f => f.proxy.endedTunnels,
  ),
  counter('proxy_tunnel_bytes_total', 'Bytes both ways in blind tunnels.', ({ proxy }) => proxy.blindBytes),
  histogram(
    'proxy_tunnel_setup_seconds',
    'From a CONNECT until its blind tunnel stood.',
    f => f.meters.tunnelSetUp,
  ),
  counter('proxy_interceptions_total', 'Connections intercepted.', ({ proxy }) => proxy.interceptions),
  gauge('proxy_open_interceptions', 'Intercepted connections that are open.', f => f.proxy.openInterceptions),
  counters(
    'proxy_interception_failures_total',
    'reason',
    'Interceptions that came to nothing, by reason (below).',
    f => f.meters.interceptionFailures,
  ),
  counter('proxy_leaves_minted_total', 'Certificates made for hosts.', ({ proxy }) => proxy.leavesMinted),
  counter(
    'proxy_leaves_reused_total',
    'Times that one which was there could be used.',
    f => f.proxy.leavesReused,
  ),
  gauge('proxy_cached_leaves', 'Certificates kept for use.', ({ proxy }) => proxy.cachedLeaves),

  gauges('relay_channels', 'kind', 'Open channels: of windows, and event streams.', ({ relay }) => ({
    window: relay.channels - relay.eventStreams,
    event_stream: relay.eventStreams,
  })),
  gauges(
    'relay_people',
    'presence',
    'People by presence, but for those who are offline.',
    f => f.relay.presence,
  ),
  counter('relay_messages_total', 'Messages stored.', ({ relay }) => relay.messages),
  counter('relay_invitations_total', 'Invitations sent.', ({ relay }) => relay.invitations),
  counter('relay_announcements_total', 'Announcements told.', ({ relay }) => relay.announcements),
  counters(
    'relay_events_total',
    'kind',
    "Entries written to people's event logs.",
    ({ relay }) => relay.events,
  ),
  gauge(
    'relay_deliveries_waiting',
    'Entries that open channels are still owed.',
    f => f.relay.deliveriesWaiting,
  ),
  counters(
    'relay_logins_refused_total',
    'reason',
    'Log-ins refused, at the proxy and at the portal.',
    f => f.relay.logInsRefused,
  ),
  counters(
    'relay_previews_total',
    'outcome',
    'Links in messages that were, or might have been, read.',
    f => f.relay.previews,
  ),

  counter('store_calls_total', 'Calls that the store has answered.', ({ store }) => store.operations),
  gauge(
    'store_calls_waiting',
    'Calls without an answer yet: the queue of the group commit.',
    f => f.store.waiting,
  ),
  counter('store_commits_total', 'Commits that had something to write.', ({ store }) => store.commits),
  histogram('store_commit_seconds', 'How long such a commit took, its calls among it.', f => f.meters.commit),

  counters(
    'portal_answers_total',
    'status',
    'Answers of the portal, by the first digit of the status.',
    f => f.portal.answers,
  ),
  gauge(
    'portal_unsent_bytes',
    'Bytes that readers of channels have not taken yet.',
    f => f.portal.unsentBytes,
  ),
];

/** Of what the library tells about the process, that which one looks at first; there is more. */
export const processMetrics: readonly Omit<Metric, 'read'>[] = [
  ['process_cpu_seconds_total', 'counter', 'CPU time of the process.'],
  ['process_start_time_seconds', 'gauge', 'When it was started, since 1970-01-01 UTC.'],
  ['process_resident_memory_bytes', 'gauge', 'Memory of the process.'],
  ['nodejs_heap_size_used_bytes', 'gauge', 'Memory of JavaScript objects.'],
  ['nodejs_external_memory_bytes', 'gauge', 'Memory of buffers and the like.'],
  [
    'nodejs_eventloop_lag_p99_seconds',
    'gauge',
    'Delay of the event loop since the last reading; 99 of 100 were shorter.',
  ],
  ['nodejs_gc_duration_seconds', 'histogram', 'Garbage collections, by `kind`.'],
].map(([name, type, help]) => ({ name: name!, type: type as Metric['type'], labels: [], help: help! }));
