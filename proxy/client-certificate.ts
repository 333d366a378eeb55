import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Whether the server at the other end has asked for a certificate of ours, wanting one or insisting. Node tells of it by
 * the way: on a client's side only that request brings signature algorithms of the peer's (RFC 8446 4.3.2).
 */
export function asksForCertificate(socket: Socket): boolean {
  if (!(socket instanceof TLSSocket)) return false;
  // `null`, against its description, once the connection is gone.
  const algorithms: string[] | null = socket.getSharedSigalgs();
  return algorithms !== null && algorithms.length > 0;
}
