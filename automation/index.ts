/**
 * The client for programs, `hallway/client`: every call of the HTTP API with its types, the event stream as an async
 * iterator, and the check of what a webhook was sent.
 *
 * In: the address of a portal, and a token. Out: answers, events, `HallwayError`s. Calls that a lost connection cut off
 * are sent again where that does nothing twice.
 *
 * It never needs a package, and nothing of Node: `fetch`, `crypto` and streams as browsers and other runtimes have them.
 */
export { type CallInput, type ConnectOptions, connect, type Hallway } from './client.ts';
export { HallwayError } from './error.ts';
export type { Heard } from './events.ts';
export { verifyWebhook, type WebhookEvent } from './webhook.ts';
