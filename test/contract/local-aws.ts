import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsFault, type Service } from '../../infra/local/types.ts';

/** What the wire does to one request; called before it is handled and again before its answer goes out. */
export type Wire = (operation: string, when: 'before' | 'after') => 'cut' | 'throttle' | undefined;

export interface Served {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** One service of the local cloud behind HTTP, as the SDK speaks to it. */
export async function serveAws(service: Service, wire?: Wire): Promise<Served> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const answer = (status: number, body: string | Uint8Array): void => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
      };
      const before = wire?.(operation, 'before');
      if (before === 'cut') return void request.socket.destroy();
      if (before === 'throttle') {
        return answer(400, JSON.stringify({ __type: 'ThrottlingException', message: 'slow down' }));
      }
      try {
        const { headers } = request;
        const asked = {
          service: service.name,
          operation,
          protocol: 'json',
          method: 'POST',
          path: '/',
          headers,
        } as const;
        const result = await service.handle({ ...asked, body: Buffer.concat(chunks) });
        if (wire?.(operation, 'after') === 'cut') return void request.socket.destroy();
        answer(result.status, result.body);
      } catch (error) {
        if (!(error instanceof AwsFault)) throw error;
        const fault = { __type: error.code, message: error.message, ...error.members };
        answer(error.status, JSON.stringify(fault));
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
