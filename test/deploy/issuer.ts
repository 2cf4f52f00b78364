import { createClock } from '../../infra/local/clock.ts';
import { openIssuer } from '../../infra/local/oidc.ts';
import { loadAssembly } from '../../infra/local/template.ts';
import type { LocalAddresses, Log } from '../../infra/local/types.ts';
import type { Server } from './site-proxy.ts';

export interface StaffIssuer extends Server {
  /** Bearer token of a member of the sample staff, or of `program:<name>`. */
  token(as: string): Promise<string>;
}

const silent: Log = { info: () => undefined, warn: () => undefined, debug: () => undefined };

/** The company login that the deployed doors are told of, in real time; client, audience and roles as in the templates. */
export async function startIssuer(
  dir: string,
  outDir: string,
  addresses: LocalAddresses,
): Promise<StaffIssuer> {
  const clock = createClock({ offset: 0, persist: () => undefined, log: silent });
  const issuer = await openIssuer({ assembly: loadAssembly(outDir), dataDir: dir, clock, addresses });
  const helper = issuer.helpers['POST /_local/staff-token'];
  await issuer.listen(addresses.ports.issuer);
  return {
    async token(as) {
      const { json } = (await helper?.(Buffer.from(JSON.stringify({ as })))) ?? { json: {} };
      const { token } = json as { token?: string };
      if (token === undefined) throw new Error(`the issuer knows nobody of the name ${as}`);
      return token;
    },
    close: () => issuer.close(),
  };
}
