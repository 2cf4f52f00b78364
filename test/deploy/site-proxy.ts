import { createServer, request } from 'node:http';
import { listenOn } from '../../infra/local/gateway.ts';

export interface Server {
  close(): Promise<void>;
}

/**
 * Serves the deployed HTTP API at the root of a port. The emulator knows it by a name below `localhost`, which not
 * every machine resolves, or by a path.
 */
export async function startSiteProxy(port: number, endpoint: string, apiId: string): Promise<Server> {
  const { hostname, port: target } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      {
        hostname,
        port: target,
        method: incoming.method,
        path: `/_aws/execute-api/${apiId}/$default${incoming.url}`,
        headers: incoming.headers,
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
