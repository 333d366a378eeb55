import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProxyError, type ProxyErrorCode } from './errors.ts';
import { answerRaw } from './raw-answer.ts';

export interface HttpHandlers {
  request(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  nextId(): string;
}

/** An HTTP/1.1 server with the limits that a proxy for browsers needs; it listens only when told to. */
export function createHttpServer({ request, upgrade, nextId }: HttpHandlers): http.Server {
  const server = http.createServer({
    insecureHTTPParser: false,
    maxHeaderSize: 64 * 1024,
    // HTTP.md 15: longer than browsers keep theirs, so that it is never we who close first.
    keepAliveTimeout: 10 * 60_000,
    headersTimeout: 60_000,
    requestTimeout: 0,
    noDelay: true,
    // A laptop that was closed says no good-bye; its tunnels and streams would stay for ever.
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    shouldUpgradeCallback: isWebSocket,
  });
  // Node drops what is above the limit without a word; the size limit is enough.
  server.maxHeadersCount = 0;
  server.on('request', (incoming, response) => request(incoming, response, false));
  server.on('checkContinue', (incoming, response) => request(incoming, response, true));
  server.on('upgrade', upgrade);
  server.on('clientError', (error, socket) => refuseMalformed(error, socket, nextId()));
  return server;
}

/** Any other upgrade (h2c, TLS) may be ignored, RFC 9110 7.8. */
function isWebSocket(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket';
}

const codes: Record<string, ProxyErrorCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_INVALID_TRANSFER_ENCODING: 'bad_framing',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'bad_framing',
  HPE_INVALID_CONTENT_LENGTH: 'bad_framing',
  HPE_INVALID_CHUNK_SIZE: 'bad_framing',
};

function refuseMalformed(error: Error & { code?: string }, socket: Duplex, id: string): void {
  const message = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage;
  // In the middle of a response an error page would become a part of it.
  if (error.code === 'ECONNRESET' || message?.headersSent || !socket.writable) {
    socket.destroy();
    return;
  }
  answerRaw(socket, new ProxyError(codes[error.code ?? ''] ?? 'bad_request'), id, '', []);
}
