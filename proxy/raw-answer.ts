import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { renderError } from './error-page.ts';
import type { ProxyError } from './errors.ts';
import type { RawHeaders } from './rewriter.ts';

/**
 * Answers an error on a socket that has left the HTTP server (CONNECT, upgrade, malformed request) and ends it:
 * Firefox hangs on a 407 to a CONNECT whose socket stays open (BROWSER.md 1).
 */
export function answerRaw(
  socket: Duplex,
  error: ProxyError,
  id: string,
  host: string,
  request: RawHeaders,
  extra: RawHeaders = [],
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = renderError(error, id, host, request);
  const all = [...headers, ...extra, 'Connection', 'close'];
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\n`;
  for (let index = 0; index < all.length; index += 2) head += `${all[index]}: ${all[index + 1]}\r\n`;
  socket.on('error', () => {});
  socket.end(Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), body]));
  // Bytes that nobody reads would make the kernel send a reset, which overtakes the answer.
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), 5_000);
  socket.once('close', () => clearTimeout(timer));
  socket.once('end', () => socket.destroy());
}
