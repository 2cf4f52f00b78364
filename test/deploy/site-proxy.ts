import { createServer, request } from 'node:http';
import { listenOn } from '../../infra/local/gateway.ts';

export interface Server {
  close(): Promise<void>;
}

/** The deployment that is served: id of its HTTP API, and where it believes its pages to live. */
export interface ServedSite {
  readonly apiId: string;
  readonly baseUrl: string;
}

/**
 * Serves the deployed HTTP API at the root of a port. The emulator knows it by a name below `localhost`, which not
 * every machine resolves, or by a path. Our own pages are those of the port here, so their `Origin` becomes the
 * deployment's own; any other stays as it is.
 */
export async function startSiteProxy(
  site: string,
  endpoint: string,
  { apiId, baseUrl }: ServedSite,
): Promise<Server> {
  const [port, own] = [Number(new URL(site).port), new URL(baseUrl).origin];
  const { hostname, port: target } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      {
        hostname,
        port: target,
        method: incoming.method,
        path: `/_aws/execute-api/${apiId}/$default${incoming.url}`,
        headers: { ...incoming.headers, ...(incoming.headers.origin === site ? { origin: own } : {}) },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await listenOn(server, port);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
