/** Ports and addresses of one local cloud. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { LocalAddresses } from './types.ts';

export const HOST = '127.0.0.1';
/** Offsets from the site's port. */
const OFFSETS = { site: 0, aws: 1, clock: 2, inbox: 3, issuer: 4, mail: 5, smtp: 6 } as const;
type PortName = keyof typeof OFFSETS;

/**
 * Ports that are drawn lie below those from which systems take the near end of every outgoing connection: such a one is
 * free when it is looked at and taken when, seconds later, somebody listens. They lie ten apart, so that the ports beside one
 * are nobody else's. 10080, the last port that browsers refuse to open (fetch.spec.whatwg.org, bad port), lies before them.
 */
export const DRAWN = { from: 10_090, apart: 10, count: 1_990 } as const;

/** The port, if it can be listened on. */
function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, HOST, () => server.close(() => resolve(port)));
  });
}

/** A port of this machine that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const found = await probe(DRAWN.from + DRAWN.apart * randomInt(DRAWN.count));
    if (found !== undefined) return found;
  }
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
    while (port === undefined || taken.has(port)) port = await freePort();
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
