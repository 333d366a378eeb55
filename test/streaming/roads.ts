import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { Readable } from 'node:stream';
import tls from 'node:tls';
import { basic } from '../proxy/harness.ts';

/** What came back so far; the body is read by the test, as slowly as it likes. */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  interim: { status: number; headers: http.IncomingHttpHeaders }[];
  body: Readable;
  /** Complete once the body has ended. */
  trailers(): http.IncomingHttpHeaders;
  abandon(): void;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: Readable;
  /** Sent behind the body. */
  trailers?: Record<string, string>;
}

/** One way in which a browser talks to a site through the proxy. */
export interface Road {
  name: string;
  ask(path: string, question?: Question): Promise<Answer>;
  close(): void;
}

export interface Place {
  /** `host:port` of the proxy. */
  proxy: string;
  /** Whom the client trusts. */
  ca: string;
  host: string;
  user: string;
  password: string;
}

type Head = { statusCode?: number; headers: http.IncomingHttpHeaders };

/** Plain HTTP in absolute form. */
export function plainRoad(place: Place): Road {
  const agent = new http.Agent({ keepAlive: true });
  const [host, port] = place.proxy.split(':');
  return {
    name: 'http',
    ask: (path, question = {}) =>
      askH1(
        { agent, host, port: Number(port), path: `http://${place.host}${path}` },
        { ...question.headers, host: place.host, 'proxy-authorization': basic(place.user, place.password) },
        question,
      ),
    close: () => agent.destroy(),
  };
}

/** HTTP/1.1 inside an intercepted CONNECT, one connection per request. */
export function secureRoad(place: Place): Road {
  const agents = new Set<http.Agent>();
  return {
    name: 'https, h1',
    async ask(path, question = {}) {
      const socket = await openTls(place, ['http/1.1']);
      const agent = new http.Agent();
      agent.createConnection = () => socket;
      agents.add(agent);
      return askH1({ agent, path }, { ...question.headers, host: place.host }, question);
    },
    close: () => {
      for (const agent of agents) agent.destroy();
    },
  };
}

/** HTTP/2 inside an intercepted CONNECT. */
export async function h2Road(place: Place): Promise<Road> {
  const socket = await openTls(place, ['h2']);
  const session = http2.connect(`https://${place.host}`, { createConnection: () => socket });
  session.on('error', () => {});
  await new Promise(resolve => session.once('remoteSettings', resolve));
  return {
    name: 'https, h2',
    ask: (path, question = {}) => askH2(session, path, question),
    close: () => session.destroy(),
  };
}

async function openTls(place: Place, protocols: string[]): Promise<tls.TLSSocket> {
  const [host, port] = place.proxy.split(':');
  const target = `${place.host}:443`;
  const socket = net.connect(Number(port), host!);
  const login = basic(place.user, place.password);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: ${login}\r\n\r\n`);
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('readable', () => resolve(String(socket.read())));
  });
  if (!answer.startsWith('HTTP/1.1 200')) throw new Error(answer.slice(0, 40));
  return new Promise((resolve, reject) => {
    const secure = tls.connect({ socket, servername: place.host, ca: place.ca, ALPNProtocols: protocols });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
  });
}

function askH1(
  where: http.RequestOptions,
  headers: Record<string, string>,
  { method = 'GET', body, trailers }: Question,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const interim: Answer['interim'] = [];
    const request = http.request({ ...where, method, headers });
    request.on('error', reject);
    request.on('information', (info: Head) =>
      interim.push({ status: info.statusCode!, headers: info.headers }),
    );
    request.on('response', response =>
      resolve({
        status: response.statusCode!,
        headers: response.headers,
        interim,
        body: response.on('error', () => {}),
        trailers: () => response.trailers,
        abandon: () => request.destroy(),
      }),
    );
    if (body === undefined) return void request.end();
    body.on('end', () => trailers && request.addTrailers(trailers));
    body.pipe(request);
  });
}

function askH2(
  session: http2.ClientHttp2Session,
  path: string,
  { method = 'GET', headers = {}, body, trailers: sent }: Question,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const interim: Answer['interim'] = [];
    let trailers: http.IncomingHttpHeaders = {};
    const stream = session.request(
      { ...headers, ':method': method, ':path': path },
      { endStream: body === undefined, waitForTrailers: sent !== undefined },
    );
    stream.on('wantTrailers', () => stream.sendTrailers(sent!));
    stream.on('error', reject);
    stream.on('headers', head => interim.push({ status: head[':status']!, headers: head }));
    stream.on('trailers', head => {
      trailers = head;
    });
    stream.on('response', head =>
      resolve({
        status: head[':status']!,
        headers: head,
        interim,
        body: stream,
        trailers: () => trailers,
        abandon: () => stream.close(http2.constants.NGHTTP2_CANCEL),
      }),
    );
    body?.pipe(stream);
  });
}
