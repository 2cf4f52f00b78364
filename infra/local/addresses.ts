/** Ports and addresses of one local cloud. */
import { createServer } from 'node:net';
import type { LocalAddresses } from './types.ts';

export const HOST = '127.0.0.1';
/** Offsets from the site's port. */
const OFFSETS = { site: 0, aws: 1, clock: 2, inbox: 3, issuer: 4, mail: 5, smtp: 6 } as const;
type PortName = keyof typeof OFFSETS;

/** Whether a port can be listened on; with 0, the free port that was found. */
function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

/** Ports from the site's port on; one that is taken is replaced by a free one. Throws when the site's own is taken. */
export async function choosePorts(sitePort: number): Promise<LocalAddresses['ports']> {
  const ports = {} as Record<PortName, number>;
  const taken = new Set<number>();
  for (const [name, offset] of Object.entries(OFFSETS) as [PortName, number][]) {
    let port = sitePort === 0 ? undefined : await probe(sitePort + offset);
    if (port === undefined && name === 'site' && sitePort !== 0) {
      throw new Error(
        `port ${sitePort} is in use: end the program that has it, or choose another with --port`,
      );
    }
    while (port === undefined || taken.has(port)) port = await probe(0);
    taken.add(port);
    ports[name] = port;
  }
  return ports;
}

/** Addresses on these ports. */
export function addressesOf(ports: LocalAddresses['ports']): LocalAddresses {
  const at = (port: number) => `http://${HOST}:${port}`;
  const site = at(ports.site);
  return {
    ports,
    site,
    desk: `${site}/desk`,
    inbox: at(ports.inbox),
    mail: at(ports.mail),
    aws: at(ports.aws),
    clock: at(ports.clock),
    openapi: `${site}/openapi.json`,
    issuer: at(ports.issuer),
  };
}
