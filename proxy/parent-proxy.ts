import type { Duplex } from 'node:stream';
import { ProxyError } from './errors.ts';
import { formatHostPort, type HostPort } from './host-port.ts';

/** A parent proxy, read from `http://user:password@host:port`. */
export interface ParentProxy extends HostPort {
  /** Value of `Proxy-Authorization`, or `null`. */
  authorization: string | null;
}

/** Reads the setting; throws a TypeError for what is no http URL. */
export function parseParentProxy(setting: string): ParentProxy {
  const url = new URL(setting.includes('://') ? setting : `http://${setting}`);
  if (url.protocol !== 'http:') throw new TypeError('the parent proxy must be an http:// address');
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 80,
    authorization: login === ':' ? null : `Basic ${Buffer.from(login).toString('base64')}`,
  };
}

const maxHeadBytes = 16 * 1024;

/** Asks a parent proxy over an open connection for a tunnel; `done` is called once. */
export function openThroughParent(
  socket: Duplex,
  parent: ParentProxy,
  target: HostPort,
  done: (error: Error | null) => void,
): void {
  let head = '';
  const finish = (error: Error | null) => {
    socket.off('readable', onReadable).off('end', onEnd);
    done(error);
  };
  const onEnd = () => finish(new ProxyError('parent_proxy'));
  const onReadable = () => {
    for (let chunk = socket.read() as Buffer | null; chunk; chunk = socket.read() as Buffer | null) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length < maxHeadBytes) continue;
      if (end >= 0 && head.length > end + 4) socket.unshift(Buffer.from(head.slice(end + 4), 'latin1'));
      finish(judge(end < 0 ? '' : head));
      return;
    }
  };
  socket.on('readable', onReadable).on('end', onEnd);
  const name = formatHostPort(target.host, target.port);
  const login = parent.authorization ? `Proxy-Authorization: ${parent.authorization}\r\n` : '';
  socket.write(`CONNECT ${name} HTTP/1.1\r\nHost: ${name}\r\n${login}\r\n`);
}

function judge(head: string): ProxyError | null {
  const status = Number(/^HTTP\/1\.[01] ([0-9]{3})/.exec(head)?.[1] ?? 0);
  if (status >= 200 && status < 300) return null;
  if (status === 504) return new ProxyError('timeout');
  return new ProxyError('parent_proxy', {
    detail: status ? `It answered ${status}.` : 'Its answer is not HTTP.',
  });
}
